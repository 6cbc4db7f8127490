import { countOpenDays } from '../calendar/open-days';
import type { CalendarFacts } from '../calendar/types';
import { addDays, daysBetween, type LocalDate } from '../shared/local-date';
import { lesserOf, type Money } from '../shared/money';

/** How overdue days become money. Amounts in minor units. */
export interface FinePolicy {
  rate: Money;
  unit: 'day' | 'week';
  cap: Money | null;
  openDaysOnly: boolean;
  /** Days that cost nothing; one more and all of them count. */
  graceDays: number;
}

/** The fine of one overdue period as it stands on a day. */
export interface OverdueFine {
  /** Overdue days that count (open days, where the policy says so). */
  days: number;
  /** What the period costs in all, after grace and cap. */
  total: Money;
  /** What is still to be charged, or negative: to be taken back. */
  change: Money;
}

/**
 * The overdue fine for a loan due on `dueOn` and back on `returnedOn` (both in the site's zone). The due day itself is
 * not overdue. Weeks count when they are complete, holiday weeks without an open day are free under `openDaysOnly`.
 * Capped by the lesser of the policy's cap and the copy's price. `charged` is what was charged for it so far.
 */
export function overdueFine(
  policy: FinePolicy,
  calendar: CalendarFacts,
  dueOn: LocalDate,
  returnedOn: LocalDate,
  price: Money | null,
  charged: Money = 0,
): OverdueFine {
  const days = countedDays(policy, calendar, dueOn, returnedOn);
  const units = policy.unit === 'day' ? days : countedWeeks(policy, calendar, dueOn, returnedOn);
  const gross = days > policy.graceDays ? units * policy.rate : 0;
  const cap = lesserOf(policy.cap, price);
  const total = cap === null ? gross : Math.min(gross, cap);
  return { days, total, change: total - charged };
}

function countedDays(
  policy: FinePolicy,
  calendar: CalendarFacts,
  dueOn: LocalDate,
  returnedOn: LocalDate,
): number {
  if (policy.openDaysOnly) return countOpenDays(calendar, dueOn, returnedOn);
  return Math.max(0, daysBetween(dueOn, returnedOn) - emergencyDays(calendar, dueOn, returnedOn));
}

/** Days after `after`, up to and including `through`, on which the site was closed without notice: they count under no policy. */
function emergencyDays(calendar: CalendarFacts, after: LocalDate, through: LocalDate): number {
  const closures = calendar.closed.filter(
    ({ emergency, from, to }) => emergency && from <= through && to > after,
  );
  if (closures.length === 0) return 0;
  const length = Math.max(0, daysBetween(after, through));
  const days = Array.from({ length }, (_, index) => addDays(after, index + 1));
  return days.filter((day) => closures.some(({ from, to }) => from <= day && day <= to)).length;
}

function countedWeeks(
  policy: FinePolicy,
  calendar: CalendarFacts,
  dueOn: LocalDate,
  returnedOn: LocalDate,
): number {
  if (!policy.openDaysOnly) return Math.floor(countedDays(policy, calendar, dueOn, returnedOn) / 7);
  const complete = Math.max(0, Math.floor(daysBetween(dueOn, returnedOn) / 7));
  const starts = Array.from({ length: complete }, (_, week) => addDays(dueOn, week * 7));
  return starts.filter((start) => countOpenDays(calendar, start, addDays(start, 7)) > 0).length;
}
