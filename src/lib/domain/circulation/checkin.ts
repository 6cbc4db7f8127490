import { localDateOf } from '../calendar/zone';
import { settleLost, type NewEntry } from '../fines/ledger';
import type { OverdueFine } from '../fines/overdue';
import { isStopped, type Decision, type Reason, type ReasonCode } from '../shared/decision';
import type { LoanId, PatronId, SiteId } from '../shared/ids';
import { captureOf, type Capture } from './capture';
import { routeCopy, type NextAction, type Route } from './checkin-route';
import type { CheckinFacts, CheckinRequest, CopyFacts, CopyStatus, LoanStatus } from './facts';
import { fineNotes } from './fine-policy';
import { overduePeriod } from './overdue-period';
import { returnDate, type ReturnDate } from './return-date';

export interface CheckinOutcome {
  nextAction: NextAction;
  /** The status of the copy from now on; null for an unknown one. */
  copyStatus: CopyStatus | null;
  transitTo: SiteId | null;
  returned: ReturnDate;
  returnedFrom: { loanId: LoanId; patronId: PatronId; status: LoanStatus } | null;
  /** The overdue fine of the ended loan; its `change` is to be charged, or taken back when negative. */
  fine: OverdueFine | null;
  capture: Capture | null;
  /** Ledger entries for what was charged for the copy as lost. */
  lostSettlement: NewEntry[];
}

/**
 * What a copy's return means. A physical fact is never refused: whatever is scanned gets an answer that says what to
 * do with it. Only a return date given by hand is, where it can't be (see `returnDate`).
 */
export function decideCheckin(
  facts: CheckinFacts,
  request: Pick<CheckinRequest, 'returnedAt' | 'mode' | 'damaged'> = {},
): Decision<CheckinOutcome> {
  const { copy, loan } = facts;
  const { date, reasons: dateReasons } = returnDate(
    facts.now,
    facts.calendar,
    request,
    loan?.checkedOutAt ?? null,
    facts.actor,
  );
  if (isStopped(dateReasons)) return { allowed: false, reasons: dateReasons };
  if (!copy) return unknownCopy(date, dateReasons);
  const today = localDateOf(facts.now, facts.calendar.timeZone);
  const route = routeCopy(copy, facts, request, today);
  const capture = route.hold ? captureOf(facts, copy, route.hold, today) : null;
  const fine = fineOf(facts, copy, date);
  const lostSettlement = wasLost(facts, copy) ? settleLost(facts.lostFines, facts.district.lostReturned) : [];
  const value: CheckinOutcome = {
    nextAction: route.nextAction,
    copyStatus: route.copyStatus,
    transitTo: route.transitTo,
    returned: date,
    returnedFrom: loan ? { loanId: loan.id, patronId: loan.patronId, status: loan.status } : null,
    fine,
    capture,
    lostSettlement,
  };
  const notes = [
    ...dateReasons,
    ...copyNotes(facts, copy, route, capture),
    ...fineNotes(fine, facts.district.currency),
  ];
  return {
    allowed: true,
    value,
    reasons: [...notes, ...settlementNotes(lostSettlement, facts), ...routeNotes(route)],
  };
}

function unknownCopy(date: ReturnDate, reasons: Reason[]): Decision<CheckinOutcome> {
  const value: CheckinOutcome = {
    nextAction: 'unknown-copy',
    copyStatus: null,
    transitTo: null,
    returned: date,
    returnedFrom: null,
    fine: null,
    capture: null,
    lostSettlement: [],
  };
  return { allowed: true, value, reasons: [...reasons, { code: 'copy-unknown', severity: 'note' }] };
}

function fineOf(facts: CheckinFacts, copy: CopyFacts, date: ReturnDate): OverdueFine | null {
  const { loan, rules, loanCalendar: calendar } = facts;
  return loan && overduePeriod(loan, { rules, calendar, price: copy.price }, date.at);
}

function wasLost(facts: CheckinFacts, copy: CopyFacts): boolean {
  return copy.status === 'lost' || facts.loan?.status === 'lost';
}

/** Whoever holds it may not know that it leaves the menders or the supplier by this scan. */
const ENDED_BY_RETURN: Partial<Record<CopyStatus, ReasonCode>> = {
  'in-repair': 'copy-repaired',
  'on-order': 'copy-received',
};

function copyNotes(facts: CheckinFacts, copy: CopyFacts, route: Route, capture: Capture | null): Reason[] {
  const notes: Reason[] = [];
  const astray = ['lost', 'missing', 'claimed-returned'].includes(copy.status) || wasLost(facts, copy);
  if (astray || facts.loan?.status === 'claimed-returned')
    notes.push({ code: 'copy-found', severity: 'note' });
  else if (!facts.loan && copy.status === 'available')
    notes.push({ code: 'copy-not-on-loan', severity: 'note' });
  const ended = route.copyStatus === 'in-repair' ? undefined : ENDED_BY_RETURN[copy.status];
  if (ended) notes.push({ code: ended, severity: 'note' });
  if (capture) {
    const limit = capture.readyUntil ? { limit: capture.readyUntil } : {};
    notes.push({ code: 'hold-captured', severity: 'note', details: { holdId: capture.holdId }, ...limit });
  }
  return notes;
}

function settlementNotes(entries: NewEntry[], facts: CheckinFacts): Reason[] {
  if (entries.length === 0) return [];
  const refunded = entries
    .filter((entry) => entry.kind === 'refund')
    .reduce((sum, entry) => sum + entry.amount, 0);
  const takenBack = entries.reduce((sum, entry) => sum - entry.amount, 0);
  const details = { currency: facts.district.currency, refunded };
  return [{ code: 'lost-settled', severity: 'note', actual: takenBack, details }];
}

function routeNotes(route: Route): Reason[] {
  if (route.nextAction === 'withdrawn-copy') return [{ code: 'copy-withdrawn', severity: 'note' }];
  return route.nextAction === 'foreign-copy' ? [{ code: 'copy-at-other-site', severity: 'note' }] : [];
}
