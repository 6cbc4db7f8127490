import { addDays, latest, type LocalDate } from '../shared/local-date';
import { countOpenDays, nextOpenDay, openDayAfter } from './open-days';
import type { CalendarFacts, ClosedRange } from './types';
import { endOfLoanDay, sameTimeOn } from './zone';

/** A due day with its instant, ms since epoch. */
export interface DuePoint {
  dueOn: LocalDate;
  dueAt: number;
}

/** The calendar with one more closed range. */
export const closedToo = (calendar: CalendarFacts, range: ClosedRange): CalendarFacts => ({
  ...calendar,
  closed: [...calendar.closed, range],
});

/** Whether a day lies in a closed range; both ends belong to it. */
export const isWithin = ({ from, to }: ClosedRange, day: LocalDate): boolean => from <= day && day <= to;

/**
 * Where a loan falls due that was due while the site closed without notice: on the first day that is really open after the
 * closure, at the same time of day. `calendar` has the closure already. Null when the loan is not due in the closure, and when
 * no open day follows within a year: then it stays where it is.
 *
 * Ceilings (a rule's last day, the end of term, *Until*) do not hold it back. A ceiling was kept when the loan was made; to keep
 * it again here would mean a day before the closure, for which nobody was told, or a closed one. So a moved day is always open
 * and never earlier than it was.
 */
export function moveDue(calendar: CalendarFacts, closure: ClosedRange, due: DuePoint): DuePoint | null {
  if (!isWithin(closure, due.dueOn)) return null;
  const day = nextOpenDay(calendar, due.dueOn);
  return day === null || day <= due.dueOn ? null : onDay(calendar, due, day);
}

/**
 * Where a moved loan falls due once the site is open again: on the day it was due at first, or on the first open day from `today`
 * where that day is over or closed. Null when that is not earlier than it is due now. `calendar` is without what was reopened.
 */
export function takeBackMove(
  calendar: CalendarFacts,
  moved: { from: DuePoint; to: DuePoint },
  today: LocalDate,
): DuePoint | null {
  const wanted = latest(moved.from.dueOn, today) ?? today;
  const day = nextOpenDay(calendar, wanted);
  if (day === null || day >= moved.to.dueOn) return null;
  return day === moved.from.dueOn ? moved.from : onDay(calendar, moved.from, day);
}

/**
 * The last day on which a copy is kept on the hold shelf when a closure comes in between: the patron gets as many open days from
 * the first closed day on as before it. Null when nothing changes. `before` is the calendar without the closure.
 */
export function extendShelf(
  before: CalendarFacts,
  closure: ClosedRange,
  readyUntil: LocalDate,
): LocalDate | null {
  if (readyUntil < closure.from) return null;
  const eve = addDays(closure.from, -1);
  const left = countOpenDays(before, eve, readyUntil);
  if (left === 0) return null;
  const until = openDayAfter(closedToo(before, closure), eve, left);
  return until !== null && until > readyUntil ? until : null;
}

function onDay({ timeZone }: CalendarFacts, due: DuePoint, day: LocalDate): DuePoint {
  const isDayLoan = due.dueAt === endOfLoanDay(due.dueOn, timeZone);
  return {
    dueOn: day,
    dueAt: isDayLoan ? endOfLoanDay(day, timeZone) : sameTimeOn(due.dueAt, day, timeZone),
  };
}
