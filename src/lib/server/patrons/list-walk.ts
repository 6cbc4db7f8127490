import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { allOf } from './list-filters';
import type { Condition } from './list-order';

/** So many rows are looked at one by one sooner than everybody is; a page in order is found sooner along its index. */
const FEW = { unordered: 20_000, ordered: 4000 };

const rowsOf = ({ ids, index }: Condition): SQL =>
  index
    ? sql`patron indexed by ${sql.raw(index)}`
    : sql`(select distinct id from (${ids})) narrow cross join patron on patron.id = narrow.id`;

/** The rows of the narrowest set that a condition offers, when it is narrow enough to begin with. */
async function narrowest(
  read: Reader,
  conditions: readonly Condition[],
  few: number,
): Promise<SQL | undefined> {
  const sets = conditions.filter(({ ids }) => ids);
  if (sets.length === 0) return undefined;
  const sizes = sets.map(({ ids }) => sql`(select count(*) from (${ids} limit ${few + 1}))`);
  const [row] = await read.all<{ sizes: string }>(
    sql`select json_array(${sql.join(sizes, sql`, `)}) as sizes`,
  );
  const counted = JSON.parse(row?.sizes ?? '[]') as number[];
  const least = Math.min(...counted);
  const narrow = least <= few ? sets[counted.indexOf(least)] : undefined;
  return narrow && rowsOf(narrow);
}

const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id);

/**
 * Ids of the patrons who fulfil every condition, in no order; a result that is cut off has no meaning but its length.
 * Begins with the narrowest condition, so that few rows are read.
 */
export async function reach(
  read: Reader,
  conditions: readonly Condition[],
  limit: number,
): Promise<string[]> {
  const set = await narrowest(read, conditions, FEW.unordered);
  const from = set ?? sql`patron indexed by patron_sort`;
  return idsOf(
    await read.all<{ id: string }>(
      sql`select patron.id as id from ${from} where ${allOf(conditions)} limit ${limit}`,
    ),
  );
}

interface Walk {
  conditions: readonly Condition[];
  /** Only what comes after this, in the order. */
  after?: SQL | undefined;
  down?: boolean;
  /** Before the name; the index is over it. */
  by?: SQL | undefined;
  index?: 'patron_sort' | 'patron_class_order' | 'patron_cohort_order';
  limit: number;
}

/** Ids of patrons in the list's order. Reads as few rows as it can; the plan is said, not left to guesses. */
export async function walk(read: Reader, wanted: Walk): Promise<string[]> {
  const { conditions, after, down = false, by, index = 'patron_sort', limit } = wanted;
  const way = sql.raw(down ? 'desc' : 'asc');
  const set = by ? undefined : await narrowest(read, conditions, FEW.ordered);
  const from = set ?? sql`patron indexed by ${sql.raw(index)}`;
  const order = by
    ? sql`${by} ${way}, patron.sort_key, patron.id`
    : sql`patron.sort_key ${way}, patron.id ${way}`;
  return idsOf(
    await read.all<{ id: string }>(
      sql`select patron.id as id from ${from} where ${allOf(conditions, after)} order by ${order} limit ${limit}`,
    ),
  );
}
