import { isPastDue, localDateOf } from '../calendar/zone';
import { isWaiting, fitsCopy } from '../holds/queue';
import { inTheWay } from '../holds/reserves';
import { overdueFine, type OverdueFine } from '../fines/overdue';
import { isStopped, type Decision, type Reason } from '../shared/decision';
import type { LoanId } from '../shared/ids';
import { addDays, type LocalDate } from '../shared/local-date';
import { computeDue, type Due } from './due-date';
import type { OpenLoanFacts, OverrideRequest, PatronFacts, RenewalFacts } from './facts';
import { fineNotes, resolveFinePolicy } from './fine-policy';
import { applyOverrides, OVERRIDE_BLOCKS, wouldLift, type AppliedOverride } from './overrides';
import { resolveLimit, resolveSetting, type RuleContext } from './resolve-rule';
import { patronReasons } from './standing';

export interface RenewalOutcome {
  loanId: LoanId;
  due: Due;
  /** How often the loan has been renewed once this is done. */
  renewals: number;
  /** The overdue period that the renewal closes; its `change` is to be charged now. Null when nothing is owed. */
  closedFine: OverdueFine | null;
  overridden: AppliedOverride[];
}

interface Known {
  facts: RenewalFacts;
  patron: PatronFacts;
  loan: OpenLoanFacts;
  today: LocalDate;
  context: RuleContext;
}

/**
 * Whether a loan may be renewed at `facts.now`, and until when. Every reason that applies is given. A renewal that
 * would not move the due date forward is refused (`renewal-no-gain`), so that it does not use up a renewal.
 * Renewing an overdue loan closes its fine: the outcome says what is to be charged for the period that ends.
 */
export function decideRenewal(
  facts: RenewalFacts,
  request: { dueOn?: LocalDate; overrides?: readonly OverrideRequest[] } = {},
): Decision<RenewalOutcome> {
  const { patron, loan } = facts;
  if (!patron || !loan) return { allowed: false, reasons: unknown(facts) };
  const known: Known = { facts, patron, loan, today: today(facts), context: contextOf(facts, patron, loan) };
  const { due, reasons: dueReasons } = dueOfRenewal(known, request);
  const all = [
    ...patronReasons({ ...facts, ...known, currency: facts.district.currency, exceptLoanId: loan.id }),
    ...statusReasons(loan),
    ...countReasons(known),
    ...timeReasons(known),
    ...heldReasons(known, due),
    ...dueReasons,
    ...gainReasons(loan, due),
  ];
  const { reasons, overridden } = applyOverrides(all, request.overrides, facts.actor);
  if (due === null || isStopped(reasons)) return { allowed: false, reasons };
  const fine = closedFine(known);
  const value = { loanId: loan.id, due, renewals: loan.renewals + 1, closedFine: fine, overridden };
  return { allowed: true, value, reasons: [...reasons, ...fineNotes(fine, facts.district.currency)] };
}

function unknown(facts: RenewalFacts): Reason[] {
  const reasons: Reason[] = [];
  if (!facts.loan) reasons.push({ code: 'loan-unknown', severity: 'refuse' });
  if (!facts.patron) reasons.push({ code: 'patron-unknown', severity: 'refuse' });
  return reasons;
}

function today(facts: RenewalFacts): LocalDate {
  return localDateOf(facts.now, facts.calendar.timeZone);
}

function contextOf(facts: RenewalFacts, patron: PatronFacts, loan: OpenLoanFacts): RuleContext {
  const { libraryGroupIds } = patron;
  return { siteId: facts.siteId, libraryGroupIds, circulationTypeId: loan.circulationTypeId };
}

function dueOfRenewal(known: Known, request: { dueOn?: LocalDate; overrides?: readonly OverrideRequest[] }) {
  const { facts, loan, context } = known;
  const from = resolveSetting(facts.rules, context, 'renewFrom')?.value ?? 'due';
  return computeDue({
    ...facts,
    context,
    until: known.patron.until,
    ...(from === 'due' ? { from: { dueOn: loan.dueOn, dueAt: loan.dueAt } } : {}),
    ...(request.dueOn === undefined ? {} : { special: request.dueOn }),
    ignoreCeiling: wouldLift('due-date-after-ceiling', OVERRIDE_BLOCKS, request.overrides, facts.actor),
  });
}

function statusReasons(loan: OpenLoanFacts): Reason[] {
  if (loan.status === 'lost') return [{ code: 'copy-lost', severity: 'refuse' }];
  if (loan.status === 'claimed-returned') return [{ code: 'claimed-returned', severity: 'refuse' }];
  // Used on site until closing time: whoever wants it longer brings it back and borrows it.
  return loan.use === 'on-site' ? [{ code: 'renewal-on-site', severity: 'refuse' }] : [];
}

function countReasons({ facts, loan, context }: Known): Reason[] {
  const limit = resolveLimit(facts.rules, context, 'renewals');
  if (!limit || loan.renewals < limit.value) return [];
  const figures = { rule: limit.rule, limit: limit.value, actual: loan.renewals };
  return [{ code: 'renewals-used-up', severity: 'refuse', overridableBy: OVERRIDE_BLOCKS, ...figures }];
}

function timeReasons({ facts, loan, context, today }: Known): Reason[] {
  const reasons: Reason[] = [];
  const before = resolveLimit(facts.rules, context, 'renewNotBeforeDays');
  const first = before ? addDays(loan.dueOn, -before.value) : null;
  if (before && first && today < first) {
    const figures = { rule: before.rule, limit: first, actual: today };
    reasons.push({
      code: 'renewal-too-early',
      severity: 'refuse',
      overridableBy: OVERRIDE_BLOCKS,
      ...figures,
    });
  }
  const overdue = resolveSetting(facts.rules, context, 'renewWhenOverdue');
  if (overdue?.value === false && isPastDue(loan.dueAt, facts.now)) {
    const figures = { rule: overdue.rule, limit: loan.dueOn, actual: today };
    reasons.push({ code: 'renewal-overdue', severity: 'refuse', overridableBy: OVERRIDE_BLOCKS, ...figures });
  }
  return reasons;
}

/** Holds of other people on this copy, and reserves that the new period would reach into. */
function heldReasons({ facts, patron, loan, context, today }: Known, due: Due | null): Reason[] {
  const allowed = resolveSetting(facts.rules, context, 'renewWhenHeld');
  if (allowed?.value === true) return [];
  const reach = due?.dueOn ?? loan.dueOn;
  const waiting = facts.holdQueue.filter(
    (hold) => hold.patronId !== patron.id && fitsCopy(hold, loan.copyId) && isWaiting(hold, today, reach),
  );
  const siblings = facts.copy?.id === loan.copyId ? facts.copy : { id: loan.copyId };
  const actual = inTheWay(waiting, siblings, today);
  if (actual === 0) return [];
  const rule = allowed ? { rule: allowed.rule } : {};
  return [{ code: 'renewal-held', severity: 'refuse', overridableBy: OVERRIDE_BLOCKS, actual, ...rule }];
}

function gainReasons(loan: OpenLoanFacts, due: Due | null): Reason[] {
  if (due === null || due.dueAt > loan.dueAt) return [];
  return [{ code: 'renewal-no-gain', severity: 'refuse', limit: loan.dueOn, actual: due.dueOn }];
}

function closedFine({ facts, loan, context, today }: Known): OverdueFine | null {
  const policy = resolveFinePolicy(facts.rules, context);
  if (!policy || !isPastDue(loan.dueAt, facts.now)) return null;
  const price = facts.copy?.id === loan.copyId ? facts.copy.price : null;
  const fine = overdueFine(policy, facts.calendar, loan.dueOn, today, price, loan.overdueCharged ?? 0);
  return fine.total === 0 && fine.change === 0 ? null : fine;
}
