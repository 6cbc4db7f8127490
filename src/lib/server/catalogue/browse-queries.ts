import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import type { SearchScope } from '../search/engine';

/** Sites with fewer titles than this are walked title by title; for others the order of the list finds them sooner. */
const FEW = 10_000;

const listed = (values: readonly (string | number)[]) =>
  sql`(select value from json_each(${JSON.stringify(values)}))`;

const shown = ({ staff }: Pick<SearchScope, 'staff'>) => (staff ? sql`1` : sql`f.suppressed = 0`);

/** Whether the titles of the scope's sites are few enough to be gone through. */
async function areFew(read: Reader, { siteIds }: SearchScope): Promise<boolean> {
  if (siteIds === null) return false;
  const [row] = await read.all<{ n: number }>(
    sql`select count(*) as n from (select 1 from title_site where site_id in ${listed(siteIds)} limit ${FEW})`,
  );
  return (row?.n ?? 0) < FEW;
}

/** Titles of the scope as `f`, with conditions that hold for each: by site where those are few, else by the list. */
async function titlesOf(read: Reader, scope: SearchScope, byList: SQL) {
  const { siteIds } = scope;
  if (siteIds === null) return { few: false, source: byList, where: shown(scope) };
  if (await areFew(read, scope))
    return {
      few: true,
      source: sql`(select distinct seq from title_site where site_id in ${listed(siteIds)}) s
        cross join title_facet f on f.seq = s.seq`,
      where: shown(scope),
    };
  return { few: false, source: byList, where: seenIn(scope) };
}

/** Author headings from a folded key on, each with its titles within the scope and one of them to name it by. */
export async function authorHeadings(read: Reader, scope: SearchScope, from: string, limit: number) {
  const byAuthor = sql`title_facet f indexed by title_facet_author`;
  const { source, where } = await titlesOf(read, scope, byAuthor);
  return read.all<{ key: string; text: string; count: number }>(sql`
    select h.key as key, coalesce(t.author, h.key) as text, h.n as count from (
      select f.sort_author as key, count(*) as n, min(f.seq) as seq from ${source}
      where f.sort_author >= ${from} and f.sort_author <> '' and ${where}
      group by f.sort_author order by f.sort_author limit ${limit}
    ) h left join title t on t.seq = h.seq order by h.key`);
}

/** Subjects that came after this one, in the order in which they came. */
export const subjectsAfter = (read: Reader, id: number, limit: number) =>
  read.all<{ id: number; text: string }>(
    sql`select id, name as text from subject where id > ${id} order by id limit ${limit}`,
  );

/** What the scope's titles come to, where they are few enough to be gone through at once; undefined otherwise. */
export async function fewTitles(read: Reader, scope: SearchScope) {
  const { few, source, where } = await titlesOf(read, scope, sql`title_facet f`);
  if (!few) return undefined;
  return {
    /** How many titles each subject has. As one text: thousands of rows cost more than the question. */
    subjects: async () => {
      const [row] = await read.all<{
        pairs: string;
      }>(sql`select json_group_array(json_array(id, n)) as pairs from (
        select ts.subject_id as id, count(*) as n from ${source}
        cross join title_subject ts on ts.seq = f.seq where ${where} group by ts.subject_id)`);
      const pairs = JSON.parse(row?.pairs ?? '[]') as [number, number][];
      return pairs.map(([id, n]) => ({ id, n }));
    },
    /** Row numbers. */
    seqs: async () => {
      const [row] = await read.all<{ seqs: string }>(
        sql`select json_group_array(f.seq) as seqs from ${source} where ${where}`,
      );
      return JSON.parse(row?.seqs ?? '[]') as number[];
    },
  };
}

const seenIn = (scope: SearchScope) =>
  scope.siteIds === null
    ? shown(scope)
    : sql`${shown(scope)} and exists (
        select 1 from title_site s where s.seq = f.seq and s.site_id in ${listed(scope.siteIds)})`;

/** How many titles of the scope these subjects have, counted up to `most` each. */
export const countSubjects = (read: Reader, scope: SearchScope, ids: readonly number[], most: number) =>
  read.all<{ id: number; n: number }>(sql`select j.value as id, (select count(*) from (
      select 1 from title_subject ts cross join title_facet f on f.seq = ts.seq
      where ts.subject_id = j.value and ${seenIn(scope)} limit ${most})) as n
    from json_each(${JSON.stringify(ids)}) j`);

/** Which of these titles (row numbers) the scope sees. */
export const seenAmong = async (read: Reader, scope: SearchScope, seqs: readonly number[]) =>
  (
    await read.all<{ seq: number }>(
      sql`select f.seq as seq from json_each(${JSON.stringify(seqs)}) j cross join title_facet f on f.seq = j.value
        where ${seenIn(scope)}`,
    )
  ).map(({ seq }) => seq);

/** Series of titles (row numbers) after this one. */
export const seriesBySeq = (read: Reader, seq: number, limit: number) =>
  read.all<{ seq: number; series: string | null }>(
    sql`select seq, series from title where seq > ${seq} order by seq limit ${limit}`,
  );

/** The same of titles that were changed after this change, and of those with the same revision after that row. */
export const seriesSince = (read: Reader, { rev, seq }: { rev: number; seq: number }, limit: number) =>
  read.all<{ seq: number; series: string | null; rev: number }>(
    sql`select seq, series, rev from title where rev >= ${rev} and (rev > ${rev} or seq > ${seq})
      order by rev, seq limit ${limit}`,
  );

export const lastTitleRev = async (read: Reader) =>
  (await read.all<{ rev: number | null }>(sql`select max(rev) as rev from title`))[0]?.rev ?? 0;

export interface ShelfRow {
  pos: number;
  callNumber: string;
  titleId: string;
}

/** Copies on the shelves of a site by their call numbers, from a place on (it included) or before it, nearest first. */
export function shelfRows(
  read: Reader,
  scope: Pick<SearchScope, 'staff'>,
  place: { siteId: string; callNumber: string; pos: number; back: boolean },
  limit: number,
) {
  const { siteId, callNumber, pos, back } = place;
  const range = back
    ? sql`c.call_number <= ${callNumber} and (c.call_number < ${callNumber} or c.rowid < ${pos})`
    : sql`c.call_number >= ${callNumber} and (c.call_number > ${callNumber} or c.rowid >= ${pos})`;
  const order = back ? sql`c.call_number desc, c.rowid desc` : sql`c.call_number, c.rowid`;
  return read.all<ShelfRow>(sql`
    select c.rowid as pos, c.call_number as "callNumber", c.title_id as "titleId"
    from copy c indexed by copy_call_number cross join title_facet f on f.title_id = c.title_id
    where c.at_site_id = ${siteId} and ${range} and c.call_number <> '' and c.status <> 'withdrawn'
      and ${shown(scope)}
    order by ${order} limit ${limit}`);
}
