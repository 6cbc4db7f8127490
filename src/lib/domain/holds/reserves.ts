import { openDayAfter } from '../calendar/open-days';
import type { CalendarFacts } from '../calendar/types';
import type { CopyId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { HoldFacts } from './types';

/** The copy at hand, and when each other copy of its title is free again: '' now, else the day on which it is due. */
export interface CopyAmongOthers {
  id: CopyId;
  siblingsFree?: readonly (LocalDate | '')[];
}

/** A copy is fetched and set aside for a reserve this many open days before it begins, counted where the copy stands. */
export const RESERVE_LEAD_DAYS = 2;

/**
 * The latest first day of a reserve for which a copy is set aside on `today` already; `today` itself where the site has
 * no such open day within a year.
 */
export const reservesUntil = (calendar: CalendarFacts, today: LocalDate): LocalDate =>
  openDayAfter(calendar, today, RESERVE_LEAD_DAYS) ?? today;

/** A reserve whose days have not come yet. */
const isToCome = (hold: HoldFacts, today: LocalDate): boolean =>
  hold.neededFrom !== null && hold.neededFrom > today;

/**
 * How many of these waiting holds stand in the way of lending the copy. Who waits now always does. A reserve to come
 * does when the copy itself was asked for, or when fewer other copies will be back before the first reserve begins
 * than there are reserves.
 */
export function inTheWay(waiting: readonly HoldFacts[], copy: CopyAmongOthers, today: LocalDate): number {
  const reserves = waiting.filter((hold) => isToCome(hold, today));
  const ofTitle = reserves.filter((hold) => hold.copyId === null);
  const first = ofTitle.map((hold) => hold.neededFrom ?? '').sort()[0] ?? '';
  const free = (copy.siblingsFree ?? []).filter((day) => day < first).length;
  return waiting.length - ofTitle.length + Math.max(0, ofTitle.length - free);
}
