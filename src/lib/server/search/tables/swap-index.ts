import type { Client, InStatement } from '@libsql/client';
import { setImmediate } from 'node:timers/promises';
import type { Writer } from '../../db/write';
import { INDEX_ROWS_OF } from '../refresh-statements';

/** The full-text table that is being put together, and the one whose place it has taken. */
const NEXT = 'title_index_next';
const OLD = 'title_index_old';
/**
 * The tables that the words of a full-text table are in, each with how many rows are written at once: the desk waits for
 * them. Its settings are in another, which is left as it is made.
 */
const PARTS = { idx: 10_000, docsize: 20_000, data: 250 } as const;
/** Up to this number stand the records about the whole of a full-text table. */
const HEAD_RECORDS = 10;
type Part = keyof typeof PARTS;
const KEYED: readonly Part[] = ['data', 'docsize'];
const MADE = 'made';

/** How a table is declared; undefined where there is none. */
export async function definitionOf(client: Client, table: string): Promise<string | undefined> {
  const { rows } = await client.execute({
    sql: "select sql from sqlite_master where type = 'table' and name = ?",
    args: [table],
  });
  return rows[0] && String(rows[0][0]);
}

async function attach(client: Client, path: string): Promise<void> {
  const { rows } = await client.execute('pragma database_list');
  if (rows.some((row) => row[1] === MADE)) return;
  await client.execute(`attach '${path.replaceAll("'", "''")}' as ${MADE}`);
}

/** Copies the next rows of one part. @returns how far it has got; undefined at the end. */
async function copySome(client: Client, part: Part, from: number): Promise<number | undefined> {
  const [some, source] = [PARTS[part], `${MADE}.title_index_${part}`];
  const isKeyed = KEYED.includes(part);
  const rows = isKeyed
    ? `from ${source} where id > ${from} order by id limit ${some}`
    : `from ${source} order by 1, 2 limit ${some} offset ${from}`;
  const copied = `insert or replace into main.${NEXT}_${part} select * ${rows}`;
  const next = isKeyed ? `select max(id) from (select id ${rows})` : `select ${from + some}`;
  const [result, last] = await client.batch([copied, next], 'write');
  return (result?.rowsAffected ?? 0) < some ? undefined : Number(last?.rows[0]?.[0]);
}

/** Puts a full-text table that was made in a file beside the one in use, some rows at a time. */
export async function copyIndex(writer: Writer, path: string, signal: AbortSignal): Promise<void> {
  await writer.maintain(async (client) => {
    const definition = String(await definitionOf(client, 'title_index'));
    await client.execute(definition.replace(/title_index/, NEXT));
  });
  for (const part of Object.keys(PARTS) as Part[]) {
    let from: number | undefined = 0;
    while (from !== undefined) {
      signal.throwIfAborted();
      const at: number = from;
      from = await writer.maintain(async (client) => {
        await attach(client, path);
        return copySome(client, part, at);
      });
      // The desk goes first: what an embedded database does holds this thread until others are let in.
      await setImmediate();
    }
  }
}

/** Lets go of the file that was copied from. */
export const letGo = (writer: Writer): Promise<void> =>
  writer.maintain(async (client) => {
    const { rows } = await client.execute('pragma database_list');
    if (rows.some((row) => row[1] === MADE)) await client.execute(`detach ${MADE}`);
  });

/**
 * The statements that put the new table in the place of the one in use, with what has changed since its words were cut.
 * @param titleIds titles that were changed since theirs were cut.
 */
export function swapStatements(titleIds: readonly string[]): InStatement[] {
  const ids = JSON.stringify(titleIds);
  return [
    `alter table title_index rename to ${OLD}`,
    `alter table ${NEXT} rename to title_index`,
    `delete from title_index where rowid in (
      select seq from title_gone g where not exists (select 1 from title t where t.seq = g.seq))`,
    {
      sql: `delete from title_index where rowid in (
        select seq from title_facet where title_id in (select value from json_each(?)))`,
      args: [ids],
    },
    { sql: INDEX_ROWS_OF, args: [ids] },
  ];
}

async function removeTable(writer: Writer, table: string): Promise<void> {
  if (!(await writer.maintain((client) => definitionOf(client, table)))) return;
  for (const [part, some] of Object.entries(PARTS)) {
    const key = part === 'idx' ? 'segid, term' : 'id';
    const source = `${table}_${part}`;
    // Without its two first records a table is none any more, and could not even be dropped.
    const which = part === 'data' ? `where id > ${HEAD_RECORDS}` : '';
    const sql = `delete from ${source} where (${key}) in (select ${key} from ${source} ${which} limit ${some})`;
    while ((await writer.maintain((client) => removeSome(client, sql))) > 0) await setImmediate();
  }
  await writer.maintain((client) => client.execute(`drop table ${table}`));
}

/** Words of titles are nobody's secret: their pages are let go of without being overwritten. */
async function removeSome(client: Client, sql: string): Promise<number> {
  await client.execute('pragma secure_delete = off');
  try {
    const [result] = await client.batch([sql], 'write');
    return result?.rowsAffected ?? 0;
  } finally {
    await client.execute('pragma secure_delete = on');
  }
}

/** Removes what an earlier making has left, some rows at a time. */
export async function removeLeftovers(writer: Writer): Promise<void> {
  for (const table of [NEXT, OLD]) await removeTable(writer, table);
}
