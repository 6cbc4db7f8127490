import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import type { NameOrder, NamePlace } from './find-text';
import { allOf } from './list-filters';
import type { Condition } from './list-order';

/** So many rows are looked at one by one sooner than everybody is; a page in order is found sooner along its index. */
const FEW = { unordered: 20_000, ordered: 4000 };

/** Of those who are named in order, so many are looked at together. */
const AT_ONCE = 2000;

const wayOf = (down: boolean) => sql.raw(down ? 'desc' : 'asc');
const byName = (down: boolean) => sql`patron.sort_key ${wayOf(down)}, patron.id ${wayOf(down)}`;
const EVERYBODY = sql`patron indexed by patron_sort`;

interface Narrow {
  rows: SQL;
  size: number;
}

/** Following a stream is given up where the narrowest set would have been looked at sooner. */
const mostFollowed = (set: Narrow | undefined) => (set ? set.size / 2 : Infinity);

/** What is known by the id alone is asked before a row is fetched. */
function rowsOf({ ids, index }: Condition, conditions: readonly Condition[]): SQL {
  if (index) return sql`patron indexed by ${sql.raw(index)}`;
  const members = conditions.flatMap(({ member }) => (member ? [member(sql`wanted.id`)] : []));
  const allowed = sql.join([sql`1`, ...members], sql` and `);
  return sql`(select distinct wanted.id as id from (${ids}) wanted where ${allowed}) narrow cross join patron on patron.id = narrow.id`;
}

/** The rows of the narrowest set that a condition offers, when it is narrow enough to begin with. */
async function narrowest(
  read: Reader,
  conditions: readonly Condition[],
  few: number,
): Promise<Narrow | undefined> {
  const sets = conditions.filter(({ ids }) => ids);
  if (sets.length === 0) return undefined;
  const sizes = sets.map(({ ids }) => sql`(select count(*) from (${ids} limit ${few + 1}))`);
  const [row] = await read.all<{ sizes: string }>(
    sql`select json_array(${sql.join(sizes, sql`, `)}) as sizes`,
  );
  const counted = JSON.parse(row?.sizes ?? '[]') as number[];
  const size = Math.min(...counted);
  const narrow = size <= few ? sets[counted.indexOf(size)] : undefined;
  return narrow && { rows: rowsOf(narrow, conditions), size };
}

const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id);

/** What comes after a place in the order by name. */
export const afterName = ({ sortKey, id }: NamePlace, down = false): SQL =>
  sql`(patron.sort_key, patron.id) ${sql.raw(down ? '<' : '>')} (${sortKey}, ${id})`;

/** The first of a stream of ids. */
function take(ids: Iterator<string>, most: number): string[] {
  const taken: string[] = [];
  for (let next; taken.length < most && !(next = ids.next()).done;) taken.push(next.value);
  return taken;
}

/** Of some ids in their order, those who fulfil every condition. */
async function fulfilling(read: Reader, ids: readonly string[], conditions: readonly Condition[]) {
  const allowed = conditions.flatMap(({ member }) => (member ? [member(sql`few.value`)] : []));
  return idsOf(
    await read.all<{ id: string }>(sql`
      select patron.id as id from json_each(${JSON.stringify(ids)}) few cross join patron on patron.id = few.value
      where ${sql.join([sql`1`, ...allowed], sql` and `)} and ${allOf(conditions)} order by few.key`),
  );
}

/**
 * Follows those whom a condition names in order until enough are found.
 * @param most of them that are looked at
 * @returns undefined when that was not enough
 */
async function follow(
  read: Reader,
  conditions: readonly Condition[],
  order: NameOrder,
  limit: number,
  most: number,
): Promise<string[] | undefined> {
  const named = conditions.find(({ byName }) => byName)?.byName?.(order);
  const stream = named?.[Symbol.iterator]();
  if (!stream) return undefined;
  const found: string[] = [];
  for (let [looked, atOnce] = [0, 2 * limit]; looked < most; atOnce = Math.min(2 * atOnce, AT_ONCE)) {
    const ids = take(stream, Math.min(atOnce, most - looked));
    if (ids.length === 0) return found;
    found.push(...(await fulfilling(read, ids, conditions)));
    if (found.length >= limit) return found.slice(0, limit);
    looked += ids.length;
  }
  return undefined;
}

export interface Reached {
  ids: string[];
  /** The beginning of the list by name. */
  inOrder: boolean;
}

/**
 * Ids of the patrons who fulfil every condition, beginning with the narrowest, so that few rows are read. A result
 * that is cut off and in no order has no meaning but its length.
 * @param order of the names, where the beginning of the list is wanted: it is met on the way where that costs nothing
 */
export async function reach(
  read: Reader,
  conditions: readonly Condition[],
  limit: number,
  order?: 'up' | 'down',
): Promise<Reached> {
  const set = await narrowest(read, conditions, FEW.unordered);
  const down = order === 'down';
  const followed = await follow(read, conditions, { down }, limit, mostFollowed(set));
  if (followed) return { ids: followed, inOrder: order !== undefined };
  const inOrder = order !== undefined && (!set || set.size <= FEW.ordered);
  const ordered = inOrder ? sql`order by ${byName(down)}` : sql``;
  const rows = await read.all<{ id: string }>(
    sql`select patron.id as id from ${set?.rows ?? EVERYBODY} where ${allOf(conditions)} ${ordered} limit ${limit}`,
  );
  return { ids: idsOf(rows), inOrder };
}

interface Walk {
  conditions: readonly Condition[];
  /** Only what comes after this place, in the order by name. */
  from?: NamePlace | undefined;
  down?: boolean;
  limit: number;
}

/** Ids of patrons in the order by name. Reads as few rows as it can; the plan is said, not left to guesses. */
export async function walk(read: Reader, wanted: Walk): Promise<string[]> {
  const { conditions, from, down = false, limit } = wanted;
  const set = await narrowest(read, conditions, FEW.ordered);
  const followed = await follow(read, conditions, { down, from }, limit, mostFollowed(set));
  if (followed) return followed;
  const after = from && afterName(from, down);
  return idsOf(
    await read.all<{ id: string }>(
      sql`select patron.id as id from ${set?.rows ?? EVERYBODY} where ${allOf(conditions, after)} order by ${byName(down)} limit ${limit}`,
    ),
  );
}
