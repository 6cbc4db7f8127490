import { inArray, sql, type SQL } from 'drizzle-orm';
import type { PatronQuery, PatronSortKey } from '$lib/contracts/patron-list';
import { AppError } from '../app-error';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';
import { cursorOf, readCursor } from '../paging';
import type { NamePlace } from './find-text';
import { countEverybody } from './list-counts';
import {
  balance,
  outCount,
  RANKINGS,
  sortSql,
  stateSql,
  stateStretches,
  type Condition,
  type When,
} from './list-order';
import { walkClasses, walkCohorts } from './list-by-class';
import { walkRanked } from './list-ranked';
import { afterName, reach, walk, type Reached } from './list-walk';

/** Up to here a result is counted exactly and sorted as a whole; beyond, the list says that there are more. */
const COUNTED = 300;

const idsIn = (table: 'patron_site' | 'patron_library_group', column: 'site_id' | 'library_group_id') =>
  sql<string>`(select json_group_array(${sql.raw(column)}) from ${sql.raw(table)} p where p.patron_id = patron.id)`;

interface Place extends NamePlace {
  /** The value that the order goes by; empty for the order by name. */
  by: string | number;
}

/** Where the page begins. Cursors hold an id, never a name. @throws AppError invalid for an id that is gone. */
async function placeOf(read: Reader, query: PatronQuery, by: SQL | undefined): Promise<Place | undefined> {
  const [id] = readCursor(query.cursor, 1) ?? [];
  if (id === undefined) return undefined;
  const [row] = await read.all<Place>(
    sql`select id, sort_key as sortKey, ${by ?? sql`''`} as "by" from patron where id = ${String(id)}`,
  );
  if (!row) throw new AppError('invalid', { fields: [{ path: 'cursor', code: 'cursor' }] });
  return row;
}

const afterBy = (by: SQL, place: Place, down: boolean) =>
  sql`(${by} ${sql.raw(down ? '<=' : '>=')} ${place.by} and (${by} <> ${place.by} or ${afterName(place)}))`;

interface Ordered {
  conditions: readonly Condition[];
  key: PatronSortKey;
  by: SQL | undefined;
  down: boolean;
  place: Place | undefined;
  limit: number;
}

/** A result that was fetched whole is sorted by anything. */
async function sortFew(read: Reader, ids: readonly string[], { by, down, place, limit }: Ordered) {
  const way = sql.raw(down ? 'desc' : 'asc');
  const after = place && (by ? afterBy(by, place, down) : afterName(place, down));
  const order = by
    ? sql`${by} ${way}, patron.sort_key, patron.id`
    : sql`patron.sort_key ${way}, patron.id ${way}`;
  const rows = await read.all<{ id: string }>(
    sql`select patron.id as id from json_each(${JSON.stringify(ids)}) few cross join patron on patron.id = few.value
      where ${after ?? sql`1`} order by ${order} limit ${limit}`,
  );
  return rows.map((row) => row.id);
}

/** A large result by state: one state after the other, until the page is full. */
async function walkStates(read: Reader, ordered: Ordered, when: When) {
  const { conditions, down, place, limit } = ordered;
  const stretches = down ? stateStretches(when).reverse() : stateStretches(when);
  const first = place ? stretches.findIndex(({ rank }) => rank === place.by) : 0;
  const ids: string[] = [];
  for (const [index, { condition }] of stretches.slice(Math.max(first, 0)).entries()) {
    if (ids.length >= limit) break;
    const from = index === 0 ? place : undefined;
    ids.push(
      ...(await walk(read, { conditions: [...conditions, condition], from, limit: limit - ids.length })),
    );
  }
  return ids;
}

async function walkMany(read: Reader, ordered: Ordered, when: When): Promise<string[]> {
  const { conditions, key, down, place, limit } = ordered;
  if (key === 'name') return walk(read, { conditions, from: place, down, limit });
  if (key === 'state') return walkStates(read, ordered, when);
  if (key === 'out' || key === 'owes')
    return walkRanked(read, {
      ranking: RANKINGS[key],
      conditions,
      down,
      place: place && { value: Number(place.by), from: place },
      limit,
    });
  const walked = { conditions, down, place: place && { value: String(place.by), from: place }, limit };
  return key === 'cohort' ? walkCohorts(read, walked) : walkClasses(read, walked);
}

/** The ids of a page: of all who were reached, of the beginning that was met on the way, or walked for. */
async function pageOf(
  read: Reader,
  ordered: Ordered,
  when: When,
  isFew: boolean,
  reached: Reached | undefined,
): Promise<string[]> {
  if (reached && isFew) return sortFew(read, reached.ids, ordered);
  if (reached?.inOrder && reached.ids.length >= ordered.limit) return reached.ids.slice(0, ordered.limit);
  return walkMany(read, ordered, when);
}

/** Whole rows for a page of ids, in their order, with loan counts, balances (minor units) and states. */
async function rowsOf(read: Reader, ids: readonly string[], when: When) {
  const rows = await read
    .select({
      row: patron,
      siteIds: idsIn('patron_site', 'site_id'),
      libraryGroupIds: idsIn('patron_library_group', 'library_group_id'),
      out: outCount,
      balance,
      state: stateSql(when),
    })
    .from(patron)
    .where(inArray(patron.id, [...ids]));
  const byId = new Map(rows.map((found) => [found.row.id, found]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * One page of the list.
 * @param plain the sites when nothing but them and the kind is asked, so that everybody is counted by other means
 * @param most up to here a result is counted exactly
 */
export async function listPatronRows(
  read: Reader,
  query: PatronQuery,
  conditions: readonly Condition[],
  when: When,
  plain: { scope: readonly string[] | null } | undefined,
  most = COUNTED,
) {
  const key = query.sort.replace('-', '') as PatronSortKey;
  const by = key === 'name' ? undefined : sortSql(key, when);
  const [place, everybody] = await Promise.all([
    placeOf(read, query, by),
    plain && countEverybody(read, plain.scope, query.kind),
  ]);
  const ordered = { conditions, key, by, down: query.sort.startsWith('-'), place, limit: query.limit + 1 };
  const tooMany = everybody !== undefined && everybody.total > most;
  const order = key === 'name' && !place ? (ordered.down ? 'down' : 'up') : undefined;
  const reached = tooMany ? undefined : await reach(read, conditions, most + 1, order);
  const isFew = reached !== undefined && reached.ids.length <= most;
  const ids = await pageOf(read, ordered, when, isFew, reached);
  const counted = isFew ? { total: reached.ids.length } : (everybody ?? { total: most, more: true });
  const shown = ids.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await rowsOf(read, shown, when),
    ...counted,
    ...(ids.length > query.limit && last !== undefined ? { nextCursor: cursorOf(last) } : {}),
  };
}
