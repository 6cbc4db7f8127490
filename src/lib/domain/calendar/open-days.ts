import { addDays, dayOfWeek, type LocalDate } from '../shared/local-date';
import type { CalendarFacts } from './types';

/** How far a search for an open day goes. A site that is closed longer than a year has no next open day. */
export const SEARCH_DAYS = 366;

/** True when the site is open on that day: its weekday is open and no closed range covers it. */
export function isOpenDay(calendar: CalendarFacts, date: LocalDate): boolean {
  if (!calendar.openDays.includes(dayOfWeek(date))) return false;
  return !calendar.closed.some((range) => range.from <= date && date <= range.to);
}

/** The first open day on or after `from`; null when there is none within `SEARCH_DAYS`. */
export function nextOpenDay(calendar: CalendarFacts, from: LocalDate): LocalDate | null {
  for (let ahead = 0, day = from; ahead <= SEARCH_DAYS; ahead += 1, day = addDays(day, 1)) {
    if (isOpenDay(calendar, day)) return day;
  }
  return null;
}

/** The day on which the site has been open `count` times after `from`; null when none is found within `SEARCH_DAYS`. */
export function openDayAfter(calendar: CalendarFacts, from: LocalDate, count: number): LocalDate | null {
  let left = count;
  for (let ahead = 1, day = addDays(from, 1); ahead <= SEARCH_DAYS; ahead += 1, day = addDays(day, 1)) {
    if (isOpenDay(calendar, day) && --left <= 0) return day;
  }
  return null;
}

/** The last open day on or before `from`, not before `notBefore`; null when there is none within `SEARCH_DAYS`. */
export function previousOpenDay(
  calendar: CalendarFacts,
  from: LocalDate,
  notBefore: LocalDate = addDays(from, -SEARCH_DAYS),
): LocalDate | null {
  for (let back = 0, day = from; back <= SEARCH_DAYS && day >= notBefore; back += 1, day = addDays(day, -1)) {
    if (isOpenDay(calendar, day)) return day;
  }
  return null;
}

/** How many open days lie after `after`, up to and including `through`. 0 when `through` is not later. */
export function countOpenDays(calendar: CalendarFacts, after: LocalDate, through: LocalDate): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= through; day = addDays(day, 1)) {
    if (isOpenDay(calendar, day)) count += 1;
  }
  return count;
}

/** The last day of the term that `today` lies in or, between terms, of the next one; null when no term follows. */
export function endOfTerm(calendar: CalendarFacts, today: LocalDate): LocalDate | null {
  const ends = calendar.terms.map((term) => term.to).filter((end) => end >= today);
  return ends.sort()[0] ?? null;
}
