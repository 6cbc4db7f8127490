import type { CalendarFacts } from '../calendar/types';
import { isPastDue, localDateOf } from '../calendar/zone';
import { overdueFine, type OverdueFine } from '../fines/overdue';
import type { LibraryGroupId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { Money } from '../shared/money';
import type { OpenLoanFacts, RuleFacts } from './facts';
import { resolveFinePolicy } from './fine-policy';

/** A loan whose overdue days are counted, with its borrower's groups for the rule. */
export type CountedLoan = Pick<
  OpenLoanFacts,
  'siteId' | 'status' | 'dueAt' | 'dueOn' | 'circulationTypeId' | 'overdueCharged'
> & { patronLibraryGroupIds: LibraryGroupId[] };

/** What a loan's overdue period is counted by: the matrix, the calendar of the loan's site, the copy's price. */
export interface CountedBy {
  rules: readonly RuleFacts[];
  calendar: CalendarFacts;
  /** Minor units; null when it is not known. */
  price: Money | null;
}

/**
 * The overdue fine of a loan as it stands at an instant (ms since epoch); null when there is nothing to charge or to
 * take back. The daily accrual and the return ask the same question, so that they give the same sum. Loans claimed
 * returned or lost are settled by people and policies, not by days.
 */
export function overduePeriod(loan: CountedLoan, by: CountedBy, at: number): OverdueFine | null {
  if (loan.status !== 'open') return null;
  const charged = loan.overdueCharged ?? 0;
  const { siteId, patronLibraryGroupIds: libraryGroupIds, circulationTypeId } = loan;
  const policy = resolveFinePolicy(by.rules, { siteId, libraryGroupIds, circulationTypeId });
  if (!policy || !isPastDue(loan.dueAt, at)) {
    return charged === 0 ? null : { days: 0, total: 0, change: -charged };
  }
  const today = localDateOf(at, by.calendar.timeZone);
  const fine = overdueFine(policy, by.calendar, loan.dueOn, today, by.price, charged);
  return fine.total === 0 && fine.change === 0 ? null : fine;
}

/** A renewal that ended an overdue period: when it was written, the due day before it and the instant it counted from, ms. */
export interface RenewedPeriod {
  at: number;
  dueOn: LocalDate;
  until: number;
}

/**
 * The renewal that closed a fine: the first that was written when the fine was there, in the same instant included. Null where none
 * was: later ones closed a later fine.
 */
export function closedByRenewal(createdAt: number, renewals: readonly RenewedPeriod[]): RenewedPeriod | null {
  const after = renewals.filter(({ at }) => at >= createdAt);
  return after.reduce<RenewedPeriod | null>(
    (first, one) => (first && first.at <= one.at ? first : one),
    null,
  );
}

/** A loan whose overdue fine was settled: by its return, or by a renewal. */
export type SettledLoan = Omit<CountedLoan, 'status' | 'dueAt' | 'overdueCharged'> & {
  /** The day that ended its overdue days: it came back, or was renewed. */
  returnedOn: LocalDate;
  /** What was charged for its days, less what the reckoning itself took back since; minor units. */
  charged: Money;
};

/** The calendar of a loan's site with and without a closure, and where the loan would have fallen due with it. */
export interface ClosedSince {
  rules: readonly RuleFacts[];
  before: CalendarFacts;
  closed: CalendarFacts;
  /** Minor units; null when it is not known. */
  price: Money | null;
  dueOn: LocalDate;
}

/**
 * What of a settled overdue fine was for days on which the site turns out to have been closed: the cost of its days by the calendar
 * without the closure, less that by the calendar with it, by the rules of now. Never below 0 nor more than was charged.
 */
export function overdueOfClosure(loan: SettledLoan, by: ClosedSince): Money {
  const { siteId, patronLibraryGroupIds: libraryGroupIds, circulationTypeId } = loan;
  const policy = resolveFinePolicy(by.rules, { siteId, libraryGroupIds, circulationTypeId });
  if (!policy) return 0;
  const cost = (calendar: CalendarFacts, dueOn: LocalDate) =>
    overdueFine(policy, calendar, dueOn, loan.returnedOn, by.price).total;
  const less = cost(by.before, loan.dueOn) - cost(by.closed, by.dueOn);
  return Math.max(0, Math.min(less, loan.charged));
}
