import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import type { NamePlace } from './find-text';
import { allOf } from './list-filters';
import type { Condition, Ranking } from './list-order';
import { afterName, walk } from './list-walk';

/** So many of those with a value are fetched at once, and so many of them looked at together. */
const FETCHED = 500;
const TOGETHER = 100;

/** Where a page goes on: behind this row. */
export interface RankedPlace {
  value: number;
  /** Of the rows with the same value, those that come after it. */
  from: NamePlace;
}

interface Ranked {
  ranking: Ranking;
  conditions: readonly Condition[];
  down: boolean;
  place: RankedPlace | undefined;
  limit: number;
}

interface Holder {
  id: string;
  value: number;
}

const wayOf = (down: boolean) => sql.raw(down ? 'desc' : 'asc');

/** Pieces of about the same length that never part two holders of the same value. */
function piecesOf(holders: readonly Holder[]): Holder[][] {
  const pieces: Holder[][] = [];
  for (const holder of holders) {
    const last = pieces.at(-1);
    if (!last || (last.length >= TOGETHER && last.at(-1)?.value !== holder.value)) pieces.push([holder]);
    else last.push(holder);
  }
  return pieces;
}

async function wantedAmong(read: Reader, piece: readonly Holder[], wanted: Ranked): Promise<string[]> {
  const { conditions, down, place, limit } = wanted;
  const value = sql`json_extract(held.value, '$[1]')`;
  const after = place && sql`(${value} <> ${place.value} or ${afterName(place.from)})`;
  const pairs = JSON.stringify(piece.map((holder) => [holder.id, holder.value]));
  const rows = await read.all<{ id: string }>(sql`
    select patron.id as id from json_each(${pairs}) held
      cross join patron on patron.id = json_extract(held.value, '$[0]')
    where ${allOf(conditions, after)}
    order by ${value} ${wayOf(down)}, patron.sort_key, patron.id limit ${limit}`);
  return rows.map((row) => row.id);
}

/** Everybody with one value that many have, through the order by name. */
const walkEqual = (read: Reader, { ranking, conditions, place, limit }: Ranked, value: number) =>
  walk(read, {
    conditions: [...conditions, { where: sql`${ranking.by} = ${value}` }],
    from: place?.value === value ? place.from : undefined,
    limit,
  });

/** Those with values on one side of nothing, from `bound` on. */
async function fetchHolders(read: Reader, { ranking, down }: Ranked, side: -1 | 1, bound: SQL) {
  return read.all<Holder>(sql`
    select id, value from (${ranking.values}) where value ${sql.raw(side > 0 ? '>' : '<')} 0 and ${bound}
    order by value ${wayOf(down)} limit ${FETCHED + 1}`);
}

async function walkSide(read: Reader, wanted: Ranked, side: -1 | 1): Promise<string[]> {
  const { down, place, limit } = wanted;
  const beyond = sql.raw(down ? '<' : '>');
  const ids: string[] = [];
  let bound = place ? sql`value ${beyond}= ${place.value}` : sql`1`;
  while (ids.length < limit) {
    const rest = { ...wanted, limit: limit - ids.length };
    const holders = await fetchHolders(read, wanted, side, bound);
    const last = holders.at(-1)?.value;
    if (last === undefined) break;
    const all = holders.length <= FETCHED;
    const whole = all ? holders : holders.filter(({ value }) => value !== last);
    for (const piece of piecesOf(whole)) {
      if (ids.length >= limit) return ids;
      ids.push(...(await wantedAmong(read, piece, { ...rest, limit: limit - ids.length })));
    }
    if (all) break;
    if (whole.length === 0) ids.push(...(await walkEqual(read, rest, last)));
    bound = whole.length ? sql`value ${beyond}= ${last}` : sql`value ${beyond} ${last}`;
  }
  return ids;
}

/**
 * A page in the order of a number that most patrons do not have. Reads those who have it in one go, the greatest
 * first; those who have none are walked by name.
 * @returns ids
 */
export async function walkRanked(read: Reader, wanted: Ranked): Promise<string[]> {
  const { ranking, down, place, limit } = wanted;
  const upwards = ranking.signed ? [-1, 0, 1] : [0, 1];
  const sides = down ? upwards.reverse() : upwards;
  const first = place ? sides.indexOf(Math.sign(place.value)) : 0;
  const ids: string[] = [];
  for (const side of sides.slice(first)) {
    if (ids.length >= limit) break;
    const here = { ...wanted, limit: limit - ids.length };
    ids.push(...(side === 0 ? await walkEqual(read, here, 0) : await walkSide(read, here, side as -1 | 1)));
  }
  return ids;
}
