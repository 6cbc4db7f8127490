import { fitsCopy, isWaiting } from '../holds/queue';
import { inTheWay } from '../holds/reserves';
import type { HoldFacts } from '../holds/types';
import type { Reason } from '../shared/decision';
import type { HoldId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { CopyFacts, PatronFacts, RuleFacts } from './facts';
import { OVERRIDE_BLOCKS } from './overrides';
import { resolveSetting, type RuleContext } from './resolve-rule';

/** Where the copy stands: what its status and its loan say about lending it to this patron. */
export function copyStatusReasons(copy: CopyFacts, patron: PatronFacts | null, siteId: string): Reason[] {
  if (copy.loan) return [loanReason(copy.loan.status)];
  const forOther = copy.heldForPatronId != null && copy.heldForPatronId !== patron?.id;
  switch (copy.status) {
    case 'lost':
    case 'claimed-returned':
      return [loanReason(copy.status)];
    case 'withdrawn':
      return [{ code: 'copy-withdrawn', severity: 'refuse' }];
    case 'in-repair':
      return [overridable('copy-in-repair')];
    case 'missing':
      return [{ code: 'copy-missing', severity: 'confirm' }];
    case 'on-order':
      return [{ code: 'copy-on-order', severity: 'confirm' }];
    case 'in-transit':
      return [
        { code: 'copy-in-transit', severity: 'confirm' },
        ...(forOther ? [overridable('copy-held-for-other')] : []),
      ];
    case 'on-hold-shelf':
      return forOther ? [overridable('copy-on-hold-shelf-for-other')] : [];
    case 'on-loan':
      return [loanReason('open')];
    case 'available':
      return copy.atSiteId === siteId ? [] : [{ code: 'copy-at-other-site', severity: 'note' }];
  }
}

/** A copy with a loan is checked in first: that settles fines and holds, which a silent change of hands would lose. */
function loanReason(status: 'open' | 'lost' | 'claimed-returned'): Reason {
  if (status === 'lost') return { code: 'copy-lost', severity: 'refuse' };
  if (status === 'claimed-returned') return { code: 'claimed-returned', severity: 'refuse' };
  return { code: 'copy-on-loan-to-other', severity: 'refuse' };
}

/** What the copy itself allows: not for loan, on site only, booked only, a minimum age. */
export function copyUseReasons(
  copy: CopyFacts,
  patron: PatronFacts,
  rules: readonly RuleFacts[],
  context: RuleContext,
  use: 'loan' | 'on-site',
): Reason[] {
  return [...borrowingReasons(copy, rules, context, use), ...ageReasons(copy, patron)];
}

function borrowingReasons(
  copy: CopyFacts,
  rules: readonly RuleFacts[],
  context: RuleContext,
  use: 'loan' | 'on-site',
): Reason[] {
  const borrowing = resolveSetting(rules, context, 'borrowing');
  const rule = borrowing ? { rule: borrowing.rule } : {};
  const reasons: Reason[] = [];
  if (borrowing?.value === 'none') reasons.push({ ...overridable('copy-not-for-loan'), ...rule });
  if (copy.bookOnly) reasons.push(overridable('copy-booking-only'));
  else if (borrowing?.value === 'booking-only')
    reasons.push({ ...overridable('copy-booking-only'), ...rule });
  if (use === 'on-site') return reasons;
  if (copy.useOnSiteOnly) reasons.push(overridable('copy-on-site-only'));
  else if (borrowing?.value === 'on-site') reasons.push({ ...overridable('copy-on-site-only'), ...rule });
  return reasons;
}

function ageReasons(copy: CopyFacts, patron: PatronFacts): Reason[] {
  const limit = copy.minimumAge;
  if (limit == null || limit <= 0) return [];
  if (patron.age == null) return patron.isStaff ? [] : [{ code: 'age-unknown', severity: 'confirm', limit }];
  return patron.age >= limit ? [] : [{ ...overridable('age-restricted'), limit, actual: patron.age }];
}

/** The holds of the patron and of others on this copy, as far as a loan up to `dueOn` is concerned. */
export function holdReasons(
  copy: CopyFacts,
  patron: PatronFacts,
  queue: readonly HoldFacts[],
  today: LocalDate,
  dueOn: LocalDate,
): { reasons: Reason[]; fulfils: HoldId | null } {
  const own = queue.find((hold) => hold.patronId === patron.id && isFulfilledBy(hold, copy, dueOn));
  const fulfilled: Reason[] = own
    ? [{ code: 'hold-fulfilled', severity: 'note', details: { holdId: own.id } }]
    : [];
  const setAside = copy.heldHoldId != null || copy.heldForPatronId != null;
  const ahead = setAside ? [] : queue.filter((hold) => isAhead(hold, own, copy, today, dueOn, patron));
  const actual = inTheWay(ahead, copy, today);
  const waiting: Reason[] = actual > 0 ? [{ code: 'copy-held-for-other', severity: 'confirm', actual }] : [];
  return { reasons: [...waiting, ...fulfilled], fulfils: own?.id ?? null };
}

function isFulfilledBy(hold: HoldFacts, copy: CopyFacts, dueOn: LocalDate): boolean {
  if (hold.status === 'ready' || hold.status === 'in-transit') return hold.assignedCopyId === copy.id;
  return (
    hold.status === 'pending' &&
    fitsCopy(hold, copy.id) &&
    (hold.neededFrom === null || hold.neededFrom <= dueOn)
  );
}

function isAhead(
  hold: HoldFacts,
  own: HoldFacts | undefined,
  copy: CopyFacts,
  today: LocalDate,
  dueOn: LocalDate,
  patron: PatronFacts,
): boolean {
  if (hold.patronId === patron.id || (own && own.position < hold.position)) return false;
  return fitsCopy(hold, copy.id) && isWaiting(hold, today, dueOn);
}

function overridable(code: Reason['code']): Reason {
  return { code, severity: 'refuse', overridableBy: OVERRIDE_BLOCKS };
}
