import { localDateOf, endOfLoanDay } from '../calendar/zone';
import {
  dueAllTheSame,
  type CheckoutOutcome,
  type CheckoutWish,
  type NewLoan,
} from '../circulation/checkout';
import { holdReasons } from '../circulation/copy-reasons';
import type { Due } from '../circulation/due-date';
import type { CheckinFacts, CheckoutFacts, CopyFacts, PatronFacts, RenewalFacts } from '../circulation/facts';
import type { RenewalOutcome } from '../circulation/renewal';
import type { Decision, Reason } from '../shared/decision';
import { addDays, isLocalDate, type LocalDate } from '../shared/local-date';
import type { Decided } from './command';
import type { ExceptionCode, RejectionCode, Remark } from './verdict';

/** What is done with a replayed command. */
export type Judgement<T> =
  /** As decided, with the remarks. */
  | { step: 'apply'; value: T; remarks: Remark[] }
  /** It happened although it should not have: it is written down, and staff are told. */
  | { step: 'record'; loan: NewLoan; exception: ExceptionCode | null }
  /** Nothing is left to do. */
  | { step: 'nothing'; remark: Remark }
  /** A person has to decide; nothing is written but that. */
  | { step: 'ask'; exception: ExceptionCode }
  /** Not done; work for staff where somebody was told otherwise. */
  | { step: 'reject'; code: ExceptionCode | RejectionCode; exception: boolean };

/** What the decision's own facts do not say. */
export interface ReplayFacts {
  /** When the copy's status was last changed, ms; null when the copy is not known. */
  copyChangedAt: number | null;
  /** What a checkout asked for besides. */
  wish?: CheckoutWish;
}

/**
 * What a checkout recorded on a device means now. A book that has left the building is a fact: where policy would
 * refuse it, it is a loan all the same, plus an exception for staff. Only what can't be a loan is left to a person: an
 * unknown card or copy, a copy that is out to somebody else or that was handled after this.
 */
export function judgeCheckout(
  facts: CheckoutFacts,
  decision: Decision<CheckoutOutcome>,
  decided: Decided,
  replay: ReplayFacts,
): Judgement<CheckoutOutcome> {
  const { patron, copy } = facts;
  if (!patron) return ask('patron-unknown');
  if (patron.kind === 'generic') return ask('patron-generic');
  if (!copy) return ask('copy-unknown');
  const own = copy.loan?.patronId === patron.id && copy.loan.status === 'open';
  if (own && !decided.renewed) return { step: 'nothing', remark: 'already-with-patron' };
  if (own) return judgeAgain(facts, decision, decided);
  if (copy.loan) return ask('copy-on-loan-to-other');
  if ((replay.copyChangedAt ?? 0) > facts.now) return ask('copy-moved-since');
  if (!decision.allowed) return record(facts, decided, decision.reasons, replay.wish);
  const { dueOn } = decision.value.due;
  const remarks: Remark[] = decided.dueOn && decided.dueOn !== dueOn ? ['due-date-changed'] : [];
  return { step: 'apply', value: decision.value, remarks };
}

function judgeAgain(
  facts: CheckoutFacts,
  decision: Decision<CheckoutOutcome>,
  decided: Decided,
): Judgement<CheckoutOutcome> {
  const loan = facts.loans.find((open) => open.copyId === facts.copy?.id);
  if (isRenewedTo(loan?.dueOn, decided)) return { step: 'nothing', remark: 'already-renewed' };
  if (decision.allowed) return { step: 'apply', value: decision.value, remarks: [] };
  return { step: 'reject', code: 'renewal-refused', exception: true };
}

/**
 * What a renewal recorded on a device means now. Nothing has left the building, so a refusal stands; staff are told,
 * since the patron was told otherwise.
 */
export function judgeRenewal(
  facts: RenewalFacts,
  decision: Decision<RenewalOutcome>,
  decided: Decided,
): Judgement<RenewalOutcome> {
  const { loan } = facts;
  if (!loan) return { step: 'reject', code: 'loan-over', exception: false };
  if (isRenewedTo(loan.dueOn, decided)) return { step: 'nothing', remark: 'already-renewed' };
  if (!decision.allowed) return { step: 'reject', code: 'renewal-refused', exception: true };
  const { dueOn } = decision.value.due;
  const remarks: Remark[] = decided.dueOn && decided.dueOn !== dueOn ? ['due-date-changed'] : [];
  return { step: 'apply', value: decision.value, remarks };
}

/** The request got through after all, and only its answer was lost. */
const isRenewedTo = (dueOn: string | undefined, decided: Decided) =>
  dueOn !== undefined && decided.dueOn !== undefined && dueOn >= decided.dueOn;

/**
 * What a check-in recorded on a device means now. It ends the loan that was open when it happened, never a later one;
 * where the copy was handled since, that stands.
 */
export function judgeCheckin<T>(
  facts: CheckinFacts,
  decision: Decision<T>,
  replay: ReplayFacts,
): Judgement<T> {
  if (!facts.copy) return ask('copy-unknown');
  const later = facts.loan ? facts.loan.checkedOutAt > facts.now : (replay.copyChangedAt ?? 0) > facts.now;
  if (later) return { step: 'nothing', remark: 'superseded' };
  if (!decision.allowed) return ask('return-refused');
  return { step: 'apply', value: decision.value, remarks: [] };
}

const ask = (exception: ExceptionCode): { step: 'ask'; exception: ExceptionCode } => ({
  step: 'ask',
  exception,
});

/** A confirmation that nobody could give on the device is told, but is no work for staff. */
function record(
  facts: CheckoutFacts,
  decided: Decided,
  reasons: readonly Reason[],
  wish?: CheckoutWish,
): Judgement<never> {
  const refused = reasons.some((reason) => reason.severity === 'refuse');
  return {
    step: 'record',
    loan: loanAsTold(facts, decided, wish),
    exception: refused ? 'policy-refused' : null,
  };
}

/**
 * The loan of a book that is gone already: due on the day that the patron was told, or, where that is over by the time
 * that a wrong clock leaves to be believed, on the day that the rules give. Their own hold ends with it; a
 * copy set aside for somebody else makes that hold wait again, at its old place. Patron and copy must be known.
 */
export function loanAsTold(facts: CheckoutFacts, decided: Decided, wish: CheckoutWish = {}): NewLoan {
  const { patron, copy } = facts;
  if (!patron || !copy) throw new RangeError('patron-or-copy-missing');
  const due = dueAsTold(facts, patron, copy, decided);
  const today = localDateOf(facts.now, facts.calendar.timeZone);
  const { fulfils } = holdReasons(copy, patron, facts.holdQueue, today, due.dueOn);
  const held = copy.heldHoldId ?? null;
  const displacesHoldId = held !== null && held !== fulfils ? held : null;
  return {
    ...{ kind: 'loan', due, use: wish.use ?? 'loan', forClass: wish.forClass ?? null },
    // Somebody who is not known (any more) can't be written down as having fetched it.
    collectedById: facts.collector && facts.collector.id !== patron.id ? facts.collector.id : null,
    ...{ fulfilsHoldId: fulfils, displacesHoldId, overridden: [] },
  };
}

function dueAsTold(facts: CheckoutFacts, patron: PatronFacts, copy: CopyFacts, { dueOn }: Decided): Due {
  const { now, calendar, district } = facts;
  const asDue = (day: LocalDate): Due => ({ dueOn: day, dueAt: endOfLoanDay(day, calendar.timeZone) });
  const today = localDateOf(now, calendar.timeZone);
  if (isLocalDate(dueOn) && dueOn >= today) return asDue(dueOn);
  return dueAllTheSame(facts, patron, copy) ?? asDue(addDays(today, district.defaultLoanDays));
}
