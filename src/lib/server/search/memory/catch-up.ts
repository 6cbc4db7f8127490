import type { Client } from '@libsql/client';
import { WORD_TEXTS } from '../refresh-statements';
import { TITLE_FIELDS } from './read-titles';
import type { Occurrence } from './layers';
import { rowsAsText } from './text-stream';
import type { TitleRow } from './title-table';
import type { WordCutter } from './word-cutter';

/** What has happened to titles since a revision. */
export interface Changes {
  rev: number;
  gone: number[];
  /** Titles whose words, sites or subjects are others now. */
  changed: number[];
  /** Titles of which only the popularity and the copies on the shelf may be others. */
  moved: number[];
}

const GIVEN = '(select value from json_each(?))';

/** The revision of the last change; asked before every search. */
export async function revisionOf(client: Client): Promise<number> {
  const { rows } = await client.execute("select value from counter where name = 'rev'");
  return Number(rows[0]?.[0] ?? 0);
}

/** Everything after revision `since`, up to what is there now. */
export async function changesSince(client: Client, since: number): Promise<Changes> {
  const rev = await revisionOf(client);
  const { rows } = await client.execute({
    sql: 'select seq, text_rev > ?1 from title_facet where rev > ?1',
    args: [since],
  });
  const { rows: gone } = await client.execute({
    sql: 'select seq from title_gone where rev > ?',
    args: [since],
  });
  const of = (changed: number) =>
    rows.filter((row) => Number(row[1]) === changed).map((row) => Number(row[0]));
  return { rev, gone: gone.map((row) => Number(row[0])), changed: of(1), moved: of(0) };
}

async function sitesOf(client: Client, seqs: string) {
  const { rows } = await client.execute({
    sql: `select seq, site_id, available from title_site where seq in ${GIVEN}`,
    args: [seqs],
  });
  const found = new Map<number, { siteId: string; free: number }[]>();
  for (const row of rows) {
    const [seq, site] = [Number(row[0]), { siteId: String(row[1]), free: Number(row[2]) }];
    found.set(seq, [...(found.get(seq) ?? []), site]);
  }
  return found;
}

async function subjectsOf(client: Client, seqs: string) {
  const { rows } = await client.execute({
    sql: `select ts.seq, s.id, s.name from title_subject ts join subject s on s.id = ts.subject_id where ts.seq in ${GIVEN}`,
    args: [seqs],
  });
  const found = new Map<number, { id: number; name: string }[]>();
  for (const row of rows) {
    const [seq, subject] = [Number(row[0]), { id: Number(row[1]), name: String(row[2]) }];
    found.set(seq, [...(found.get(seq) ?? []), subject]);
  }
  return found;
}

/** How popular titles are, and what of them is on the shelf where. */
export async function readMoved(client: Client, seqs: readonly number[]) {
  const given = JSON.stringify(seqs);
  const sites = await sitesOf(client, given);
  const { rows } = await client.execute({
    sql: `select seq, popularity from title_facet where seq in ${GIVEN}`,
    args: [given],
  });
  return rows.map((row) => ({
    seq: Number(row[0]),
    popularity: Number(row[1]),
    sites: sites.get(Number(row[0])) ?? [],
  }));
}

/** Titles with all that is known of them, and their words; the first one's words are at position `first`. */
export async function readChanged(
  client: Client,
  cutter: WordCutter,
  seqs: readonly number[],
  first: number,
): Promise<{ titles: TitleRow[]; words: Occurrence[] }> {
  const given = JSON.stringify(seqs);
  const fields = [...TITLE_FIELDS, 'f.sort_title', 'f.sort_author'];
  const from = `from title_facet f join title t on t.seq = f.seq where f.seq in ${GIVEN} order by f.seq`;
  const rows = await rowsAsText(client, fields, from, [given]);
  const positions = new Map(rows.map(([seq], i) => [Number(seq), first + i]));
  const { rows: texts } = await client.execute({
    sql: `select t.seq, ${WORD_TEXTS.join(', ')} from title t where t.seq in ${GIVEN} order by t.seq`,
    args: [given],
  });
  const words = await cutter.cut(
    texts.flatMap((row) => {
      const position = positions.get(Number(row[0]));
      return position === undefined ? [] : [[position, ...WORD_TEXTS.map((_, i) => row[i + 1] ?? '')]];
    }),
  );
  const lengths = new Map<number, number>();
  for (const { doc } of words) lengths.set(doc, (lengths.get(doc) ?? 0) + 1);
  const sites = await sitesOf(client, given);
  const subjects = await subjectsOf(client, given);
  const titles = rows.map((row, i) => {
    const seq = Number(row[0]);
    const here = sites.get(seq) ?? [];
    return {
      fields: row.slice(0, TITLE_FIELDS.length),
      sortTitle: row.at(-2) ?? '',
      sortAuthor: row.at(-1) ?? '',
      sites: here,
      subjects: subjects.get(seq) ?? [],
      // The full-text index counts its site tokens as words.
      length: (lengths.get(first + i) ?? 0) + here.length,
    };
  });
  return { titles, words };
}
