import type { Client } from '@libsql/client';
import { openReaderClient } from '../../db/client';
import { SEARCHED_TEXTS, SITE_TOKENS } from '../refresh-statements';
import { differingTitles } from './differing-titles';
import type { ReadingAnswers, ReadingTask } from './tables-task';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

const REV = "select value from counter where name = 'rev'";
const TEXTS = `select (${REV}),
  json_group_array(json_array(t.seq, ${SEARCHED_TEXTS.map(({ sql }) => sql).join(', ')}, ${SITE_TOKENS}))
  from title t where t.seq > ? and t.seq <= ?`;

/** The thread ends with its work, and the connection with it. */
let opened: Promise<Client> | undefined;

async function compare(client: Client, after: number, limit: number): Promise<ReadingAnswers['compare']> {
  const { rows } = await client.execute({
    sql: 'select count(*), max(seq) from (select seq from title where seq > ? order by seq limit ?)',
    args: [after, limit],
  });
  const isEnd = Number(rows[0]?.[0]) < limit;
  const last = isEnd ? Number.MAX_SAFE_INTEGER : Number(rows[0]?.[1]);
  return { last, isEnd, differing: await differingTitles(client, after, last) };
}

async function readTexts(client: Client, after: number, last: number): Promise<ReadingAnswers['texts']> {
  const { rows } = await client.execute({ sql: TEXTS, args: [after, last] });
  return { rev: Number(rows[0]?.[0]), texts: String(rows[0]?.[1]) };
}

async function changedTitles(
  client: Client,
  lots: Extract<ReadingTask, { kind: 'changed' }>['lots'],
): Promise<ReadingAnswers['changed']> {
  const { rows: now } = await client.execute(REV);
  const titleIds: string[] = [];
  for (const { after, last, rev } of lots) {
    const { rows } = await client.execute({
      sql: 'select title_id from title_facet where seq > ? and seq <= ? and text_rev > ?',
      args: [after, last, rev],
    });
    titleIds.push(...rows.map((row) => String(row[0])));
  }
  return { rev: Number(now[0]?.[0]), titleIds };
}

/** Reads titles for the making of a full-text table, some at a time. */
export default async function readTitles(task: ReadingTask): Promise<ReadingAnswers[ReadingTask['kind']]> {
  const client = await (opened ??= openReaderClient(task.address));
  switch (task.kind) {
    case 'compare':
      return compare(client, task.after, task.limit);
    case 'texts':
      return readTexts(client, task.after, task.last);
    case 'changed':
      return changedTitles(client, task.lots);
  }
}
