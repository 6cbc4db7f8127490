import { addDays, type LocalDate } from '$lib/domain/shared/local-date';
import { makeLoan, periodOf, suits } from './loans';
import type { DemoCopy, DemoLoan, DemoPatron } from './types';
import type { World } from './world';

/** Closed loans for each personal patron, on the average. */
const HISTORY_PER_READER = 2.5;
const LATE_SHARE = 0.1;
/** Long enough ago for every open loan of the same copy to have begun later. */
const NOT_SINCE_DAYS = 190;

/** Loans that are over, at most one for each copy, all before any loan or hold that the copy is in now. */
export function buildHistory(world: World): DemoLoan[] {
  const loans: DemoLoan[] = [];
  const target = Math.round(world.readers.length * HISTORY_PER_READER);
  const busy = world.random.shuffle(world.pool.all());
  const bySite = readersBySite(world);
  for (const copy of busy) {
    if (loans.length >= target) break;
    const loan = pastLoan(world, copy, bySite, loans.length);
    if (loan) loans.push(loan);
  }
  return loans;
}

function readersBySite(world: World): Map<string, DemoPatron[]> {
  const lists = new Map<string, DemoPatron[]>();
  for (const patron of world.readers) {
    const list = lists.get(patron.homeSiteId);
    if (list) list.push(patron);
    else lists.set(patron.homeSiteId, [patron]);
  }
  return lists;
}

function pastLoan(
  world: World,
  copy: DemoCopy,
  bySite: ReadonlyMap<string, DemoPatron[]>,
  index: number,
): DemoLoan | null {
  const title = world.titles.get(copy.titleId);
  const readers = bySite.get(copy.ownerSiteId) ?? [];
  if (!title || readers.length === 0) return null;
  const patron = world.random.pick(readers);
  const period = periodOf(world, patron, title);
  if (period === null || !suits(world, patron, title)) return null;
  return returnedLoan(world, { copy, patron, period, index });
}

interface Past {
  copy: DemoCopy;
  patron: DemoPatron;
  period: number;
  index: number;
}

function returnedLoan(world: World, { copy, patron, period, index }: Past): DemoLoan | null {
  const days = world.daysAt(patron.homeSiteId);
  const startOn = days.onOrBefore(lastStart(world, copy, period));
  if (startOn <= copy.acquiredOn) return null;
  const dueOn = days.onOrAfter(addDays(startOn, period));
  const late = !patron.signIn && world.random.chance(LATE_SHARE);
  const back = late ? addDays(dueOn, world.random.int(2, 12)) : addDays(startOn, world.random.int(1, period));
  const returnedOn = late ? days.onOrAfter(back) : days.onOrBefore(back);
  const dates = { startOn, dueOn, renewals: 0 };
  const loan = makeLoan(world, { patron, copy, dates, key: `past/${index}`, status: 'returned' });
  const returnedAt = Math.max(days.momentOf(returnedOn, world.random), loan.checkedOutAt + 60_000);
  return { ...loan, returnedAt };
}

/** Copies that stand on the shelf may have come back yesterday; the others came back long ago. */
function lastStart(world: World, copy: DemoCopy, period: number): LocalDate {
  const recent = copy.status === 'available' ? period + 32 : NOT_SINCE_DAYS + period;
  return addDays(world.today, -world.random.int(recent, recent + 120));
}
