import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { allOf } from './list-filters';
import type { Condition } from './list-order';

/** So many rows are looked at one by one sooner than everybody is; a page in order is found sooner along its index. */
const FEW = { unordered: 20_000, ordered: 4000 };

const wayOf = (down: boolean) => sql.raw(down ? 'desc' : 'asc');
const byName = (down: boolean) => sql`patron.sort_key ${wayOf(down)}, patron.id ${wayOf(down)}`;
const EVERYBODY = sql`patron indexed by patron_sort`;

interface Narrow {
  rows: SQL;
  size: number;
}

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
  const inOrder = order !== undefined && (!set || set.size <= FEW.ordered);
  const ordered = inOrder ? sql`order by ${byName(order === 'down')}` : sql``;
  const rows = await read.all<{ id: string }>(
    sql`select patron.id as id from ${set?.rows ?? EVERYBODY} where ${allOf(conditions)} ${ordered} limit ${limit}`,
  );
  return { ids: idsOf(rows), inOrder };
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
  const set = by ? undefined : await narrowest(read, conditions, FEW.ordered);
  const from = set?.rows ?? sql`patron indexed by ${sql.raw(index)}`;
  const order = by ? sql`${by} ${wayOf(down)}, patron.sort_key, patron.id` : byName(down);
  return idsOf(
    await read.all<{ id: string }>(
      sql`select patron.id as id from ${from} where ${allOf(conditions, after)} order by ${order} limit ${limit}`,
    ),
  );
}
