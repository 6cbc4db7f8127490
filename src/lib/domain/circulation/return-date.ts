import { previousOpenDay } from '../calendar/open-days';
import type { CalendarFacts } from '../calendar/types';
import { endOfLoanDay, localDateOf } from '../calendar/zone';
import type { Reason } from '../shared/decision';
import { addDays, type LocalDate } from '../shared/local-date';
import type { ActorFacts, CheckinRequest } from './facts';
import { holdsPermission, SPECIAL_DUE_DATE } from './overrides';

/** When a copy counts as returned: the instant in ms and the day in the site's zone. */
export interface ReturnDate {
  at: number;
  on: LocalDate;
}

/**
 * The date of a return. A given instant wins: one in the future, or before the checkout, is refused
 * (`backdate-in-future`, `backdate-before-checkout`), and an earlier day needs the right to give dates by hand, since it
 * takes fines back (`backdate-not-permitted`). The book drop dates back to the last open day before today, when the copy
 * must have been dropped in; no return of it lies before the checkout.
 */
export function returnDate(
  now: number,
  calendar: CalendarFacts,
  request: Pick<CheckinRequest, 'returnedAt' | 'mode'>,
  checkedOutAt: number | null,
  actor?: ActorFacts,
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
  const told = request.returnedAt !== undefined;
  const reasons: Reason[] = told && actor ? permitted(wanted, now, calendar, actor) : [];
  if (checkedOutAt === null || wanted >= checkedOutAt) return { date: dated(wanted, calendar), reasons };
  const clamped = Math.min(checkedOutAt, now);
  if (told)
    reasons.push({
      code: 'backdate-before-checkout',
      severity: 'refuse',
      ...figures(clamped, wanted, calendar),
    });
  return { date: dated(clamped, calendar), reasons };
}

function permitted(wanted: number, now: number, calendar: CalendarFacts, actor: ActorFacts): Reason[] {
  const earlier = localDateOf(wanted, calendar.timeZone) < localDateOf(now, calendar.timeZone);
  if (!earlier || holdsPermission(actor, SPECIAL_DUE_DATE)) return [];
  return [{ code: 'backdate-not-permitted', severity: 'refuse', overridableBy: SPECIAL_DUE_DATE }];
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
