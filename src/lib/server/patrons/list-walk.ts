import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { allOf } from './list-filters';
import type { Condition } from './list-order';

/** So many rows are fetched and looked at one by one sooner than the whole order is walked. */
const FEW = 4000;
/** More than there are patrons anywhere. */
const ALL = 1_000_000_000;

/** The narrowest set that a condition offers, when it is narrow enough to begin with. */
async function narrowest(
  read: Reader,
  conditions: readonly Condition[],
  few = FEW,
): Promise<SQL | undefined> {
  const sets = conditions.flatMap(({ ids }) => (ids ? [ids] : []));
  if (sets.length === 0) return undefined;
  const sizes = sets.map((ids) => sql`(select count(*) from (${ids} limit ${few + 1}))`);
  const [row] = await read.all<{ sizes: string }>(
    sql`select json_array(${sql.join(sizes, sql`, `)}) as sizes`,
  );
  const counted = JSON.parse(row?.sizes ?? '[]') as number[];
  const least = Math.min(...counted);
  return least <= few ? sets[counted.indexOf(least)] : undefined;
}

interface Walk {
  conditions: readonly Condition[];
  /** Only what comes after this, in the order. */
  after?: SQL | undefined;
  down?: boolean;
  /** Before the name; then the set must be narrow, for it is fetched and sorted. */
  by?: SQL | undefined;
  /** Whose index is walked when no condition is narrow. */
  index?: 'patron_sort' | 'patron_class_order' | 'patron_cohort_order';
  limit: number;
}

/** Ids of patrons in the list's order. Reads as few rows as it can; the plan is said, not left to guesses. */
export async function walk(read: Reader, wanted: Walk): Promise<string[]> {
  const { conditions, after, down = false, by, index = 'patron_sort', limit } = wanted;
  const way = sql.raw(down ? 'desc' : 'asc');
  const set = index === 'patron_sort' ? await narrowest(read, conditions, by ? ALL : FEW) : undefined;
  const from = set
    ? sql`(select distinct id from (${set})) narrow cross join patron on patron.id = narrow.id`
    : sql`patron indexed by ${sql.raw(index)}`;
  const order = by
    ? sql`${by} ${way}, patron.sort_key, patron.id`
    : sql`patron.sort_key ${way}, patron.id ${way}`;
  const rows = await read.all<{ id: string }>(
    sql`select patron.id as id from ${from} where ${allOf(conditions, after)} order by ${order} limit ${limit}`,
  );
  return rows.map((row) => row.id);
}
