import { previousOpenDay } from '../calendar/open-days';
import type { CalendarFacts } from '../calendar/types';
import { endOfLoanDay, localDateOf } from '../calendar/zone';
import type { Reason } from '../shared/decision';
import { addDays, type LocalDate } from '../shared/local-date';
import type { CheckinRequest } from './facts';

/** When a copy counts as returned: the instant in ms and the day in the site's zone. */
export interface ReturnDate {
  at: number;
  on: LocalDate;
}

/**
 * The date of a return. A given instant wins; one in the future is refused (`backdate-in-future`). The book drop dates
 * back to the last open day before today, when the copy must have been dropped in. No return lies before the checkout.
 */
export function returnDate(
  now: number,
  calendar: CalendarFacts,
  request: Pick<CheckinRequest, 'returnedAt' | 'mode'>,
  checkedOutAt: number | null,
): { date: ReturnDate; reasons: Reason[] } {
  const wanted = request.returnedAt ?? (request.mode === 'book-drop' ? dropInstant(now, calendar) : now);
  if (wanted > now) {
    const reason: Reason = {
      code: 'backdate-in-future',
      severity: 'refuse',
      ...figures(now, wanted, calendar),
    };
    return { date: dated(now, calendar), reasons: [reason] };
  }
  if (checkedOutAt === null || wanted >= checkedOutAt) return { date: dated(wanted, calendar), reasons: [] };
  const clamped = Math.min(checkedOutAt, now);
  const told = request.returnedAt !== undefined;
  const note: Reason = {
    code: 'backdate-before-checkout',
    severity: 'note',
    ...figures(clamped, wanted, calendar),
  };
  return { date: dated(clamped, calendar), reasons: told ? [note] : [] };
}

function dropInstant(now: number, calendar: CalendarFacts): number {
  const today = localDateOf(now, calendar.timeZone);
  const last = previousOpenDay(calendar, addDays(today, -1));
  return last === null ? now : endOfLoanDay(last, calendar.timeZone);
}

function dated(at: number, calendar: CalendarFacts): ReturnDate {
  return { at, on: localDateOf(at, calendar.timeZone) };
}

function figures(limit: number, actual: number, { timeZone }: CalendarFacts) {
  return { limit: localDateOf(limit, timeZone), actual: localDateOf(actual, timeZone) };
}
