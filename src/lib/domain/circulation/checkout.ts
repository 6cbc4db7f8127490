import { localDateOf } from '../calendar/zone';
import { isStopped, type Decision, type Reason } from '../shared/decision';
import type { HoldId, PatronId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import { copyStatusReasons, copyUseReasons, holdReasons } from './copy-reasons';
import { computeDue, type Due } from './due-date';
import type { CheckoutFacts, CheckoutRequest, CopyFacts, OpenLoanFacts, PatronFacts } from './facts';
import { limitReasons } from './limits';
import { applyOverrides, OVERRIDE_BLOCKS, wouldLift, type AppliedOverride } from './overrides';
import { decideRenewal, type RenewalOutcome } from './renewal';
import type { RuleContext } from './resolve-rule';
import { patronReasons } from './standing';

/** A new loan to be written. */
export interface NewLoan {
  kind: 'loan';
  due: Due;
  use: 'loan' | 'on-site';
  /** Who fetched it, where that was somebody else. */
  collectedById: PatronId | null;
  forClass: string | null;
  /** The patron's own hold that ends with this loan. */
  fulfilsHoldId: HoldId | null;
  /** Somebody else's hold whose copy is taken: it waits again, at its old place. */
  displacesHoldId: HoldId | null;
  overridden: AppliedOverride[];
}

/** The patron has the copy already: their loan goes on. `renewal` is null when nothing changes at all. */
export interface SameCopyRenewal {
  kind: 'renewal';
  due: Due;
  loan: OpenLoanFacts;
  renewal: RenewalOutcome | null;
  overridden: AppliedOverride[];
}

export type CheckoutOutcome = NewLoan | SameCopyRenewal;

/** The parts of a checkout that the decision depends on beside its facts. */
export type CheckoutWish = Pick<
  CheckoutRequest,
  'dueOn' | 'overrides' | 'use' | 'collectedById' | 'forClass'
>;

/**
 * Whether this patron may have this copy at `facts.now`, and until when; or every reason why not, each with the rule
 * row behind it and the permission that would lift it. The same function decides on the server, on an offline device
 * and for a preview. Checking out a copy to the patron who has it is a renewal.
 */
export function decideCheckout(facts: CheckoutFacts, wish: CheckoutWish = {}): Decision<CheckoutOutcome> {
  const { patron, copy } = facts;
  if (!patron || !copy) return { allowed: false, reasons: reasonsOfUnknown(facts) };
  const loan = facts.loans.find((open) => open.copyId === copy.id && open.status === 'open');
  return loan ? decideSameCopy(facts, loan, wish) : decideNewLoan(facts, patron, copy, wish);
}

function reasonsOfUnknown(facts: CheckoutFacts): Reason[] {
  const { patron, copy, siteId } = facts;
  const reasons: Reason[] = [];
  if (!patron) reasons.push({ code: 'patron-unknown', severity: 'refuse' });
  else reasons.push(...standing(facts, patron, contextOf(facts, patron, null)));
  if (!copy) reasons.push({ code: 'copy-unknown', severity: 'refuse' });
  else reasons.push(...copyStatusReasons(copy, null, siteId));
  return reasons;
}

function decideNewLoan(
  facts: CheckoutFacts,
  patron: PatronFacts,
  copy: CopyFacts,
  wish: CheckoutWish,
): Decision<CheckoutOutcome> {
  const context = contextOf(facts, patron, copy);
  const use = wish.use ?? 'loan';
  const { due, reasons: dueReasons } = dueOfLoan(facts, patron, context, wish);
  const day = todayOf(facts);
  const holds = holdReasons(copy, patron, facts.holdQueue, day, due?.dueOn ?? day);
  const all = [
    ...standing(facts, patron, context),
    ...limitReasons(facts.rules, context, facts.loans, copy),
    ...copyStatusReasons(copy, patron, facts.siteId),
    ...copyUseReasons(copy, patron, facts.rules, context, use),
    ...holds.reasons,
    ...wishReasons(facts, patron, wish),
    ...dueReasons,
  ];
  const { reasons, overridden } = applyOverrides(all, wish.overrides, facts.actor);
  if (due === null || isStopped(reasons)) return { allowed: false, reasons };
  const held = copy.heldHoldId ?? null;
  const displacesHoldId = held !== null && held !== holds.fulfils ? held : null;
  const value: NewLoan = {
    kind: 'loan',
    due,
    use,
    collectedById: wish.collectedById ?? null,
    forClass: wish.forClass ?? null,
    fulfilsHoldId: holds.fulfils,
    displacesHoldId,
    overridden,
  };
  return { allowed: true, value, reasons };
}

/**
 * Scanning a copy again that the patron has renews it. Where that would gain nothing, and only for that reason, the
 * loan stays as it is and no renewal is used up: a scanner that fires twice does no harm.
 */
function decideSameCopy(
  facts: CheckoutFacts,
  loan: OpenLoanFacts,
  wish: CheckoutWish,
): Decision<CheckoutOutcome> {
  const told: Reason = { code: 'same-copy-renewal', severity: 'note' };
  if (loan.use === 'on-site' && wish.use === 'on-site') return unchanged(loan, [told]);
  const decision = decideRenewal({ ...facts, loan }, wish);
  if (decision.allowed) {
    const { due, overridden } = decision.value;
    const value: SameCopyRenewal = { kind: 'renewal', due, loan, renewal: decision.value, overridden };
    return { allowed: true, value, reasons: [told, ...decision.reasons] };
  }
  const reasons: Reason[] = [told, ...decision.reasons];
  const stopping = reasons.filter((reason) => reason.severity !== 'note');
  if (stopping.some((reason) => reason.code !== 'renewal-no-gain')) return { allowed: false, reasons };
  return unchanged(
    loan,
    reasons.map((reason) => ({ ...reason, severity: 'note' })),
  );
}

function unchanged(loan: OpenLoanFacts, reasons: Reason[]): Decision<CheckoutOutcome> {
  const due = { dueOn: loan.dueOn, dueAt: loan.dueAt };
  return { allowed: true, value: { kind: 'renewal', due, loan, renewal: null, overridden: [] }, reasons };
}

function dueOfLoan(facts: CheckoutFacts, patron: PatronFacts, context: RuleContext, wish: CheckoutWish) {
  return computeDue({
    ...facts,
    context,
    until: patron.until,
    // What is used on site is back the same day, whatever day was given for loans.
    ...(wish.dueOn === undefined || wish.use === 'on-site' ? {} : { special: wish.dueOn }),
    onSite: wish.use === 'on-site',
    ignoreCeiling: wouldLift('due-date-after-ceiling', OVERRIDE_BLOCKS, wish.overrides, facts.actor),
  });
}

/**
 * The due day of a copy that this patron has taken whatever stands against it: by the rules and the calendar, and not
 * after a ceiling that is still to come. Null where no open day is found.
 */
export const dueAllTheSame = (facts: CheckoutFacts, patron: PatronFacts, copy: CopyFacts): Due | null =>
  computeDue({ ...facts, context: contextOf(facts, patron, copy), until: patron.until, ignoreCeiling: true })
    .due;

/** Who else has a part in it: the person who fetches it, and the class that it is for. */
function wishReasons(facts: CheckoutFacts, patron: PatronFacts, wish: CheckoutWish): Reason[] {
  const reasons: Reason[] = [];
  if (wish.collectedById === patron.id) reasons.push({ code: 'collector-is-borrower', severity: 'refuse' });
  else if (wish.collectedById !== undefined && !facts.collector)
    reasons.push({ code: 'collector-unknown', severity: 'refuse' });
  if (wish.forClass !== undefined && !patron.isStaff)
    reasons.push({ code: 'class-borrower-not-staff', severity: 'confirm' });
  return reasons;
}

function standing(facts: CheckoutFacts, patron: PatronFacts, context: RuleContext): Reason[] {
  return patronReasons({
    ...facts,
    patron,
    context,
    today: todayOf(facts),
    currency: facts.district.currency,
  });
}

function contextOf(facts: CheckoutFacts, patron: PatronFacts, copy: CopyFacts | null): RuleContext {
  const { libraryGroupIds } = patron;
  return { siteId: facts.siteId, libraryGroupIds, circulationTypeId: copy?.circulationTypeId ?? null };
}

function todayOf(facts: CheckoutFacts): LocalDate {
  return localDateOf(facts.now, facts.calendar.timeZone);
}
