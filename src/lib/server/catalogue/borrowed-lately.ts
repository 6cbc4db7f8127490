import { setImmediate } from 'node:timers/promises';
import { localDateOf, startOfDay } from '$lib/domain/calendar/zone';
import { lentMost, LoanTally, yearBefore, type LoanRanks } from '$lib/domain/catalogue/most-borrowed';
import type { Reader } from '../db/client';
import type { SearchScope } from '../search/engine';
import { allSites } from '../sites/queries';
import { localToday } from '../sites/read-today';
import { loansBefore, titlesInScope } from './borrowed-queries';

/** So many loans are looked at, the ones written last: no index knows the loans of a year. */
const MOST_LOANS = 250_000;
const PAGE = 2_000;
/** So many titles are kept of each site: some of them may have been withdrawn or hidden since. */
const KEPT = 100;

interface Kept {
  day: string;
  ranks: Promise<LoanRanks>;
}
const kept = new WeakMap<Reader, Kept>();

async function count(read: Reader, now: number): Promise<LoanRanks> {
  const sites = await allSites(read);
  const since = new Map(
    sites.map(({ id, timeZone }) => [id, startOfDay(yearBefore(localDateOf(now, timeZone)), timeZone)]),
  );
  const tally = new LoanTally(since);
  const first = Math.min(...since.values());
  let before: number | undefined = Number.MAX_SAFE_INTEGER;
  for (let seen = 0; before !== undefined && seen < MOST_LOANS; seen += PAGE) {
    const { loans, next } = await loansBefore(read, before, first, PAGE);
    for (const one of loans) tally.add(one);
    before = next;
    // The desk goes first.
    await setImmediate();
  }
  return tally.ranks(KEPT);
}

/** Counted once a day. Only the first count is waited for; while a new day's is made, the last one answers. */
async function ranksOf(read: Reader, now: number): Promise<LoanRanks> {
  const day = await localToday(read, null, now);
  const known = kept.get(read);
  if (known?.day === day) return known.ranks;
  const ranks = count(read, now);
  const fresh = { day, ranks };
  kept.set(read, fresh);
  // What could not be counted is tried again by the next who asks.
  ranks.catch(() => kept.get(read) === fresh && (known ? kept.set(read, known) : kept.delete(read)));
  return known ? known.ranks : ranks;
}

/**
 * Ids of the titles that were lent most in the last twelve months at the scope's sites, of those that it may find: numbers
 * of loans, of nobody in particular.
 */
export async function borrowedLately(
  read: Reader,
  scope: SearchScope,
  now: number,
  limit: number,
): Promise<string[]> {
  const candidates = lentMost(await ranksOf(read, now), scope.siteIds);
  return (await titlesInScope(read, scope, candidates.slice(0, KEPT))).slice(0, limit);
}
