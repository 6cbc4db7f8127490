import { isPastDue } from '../calendar/zone';
import { UNLIMITED, type RenewalFacts, type RuleFacts } from './facts';
import { decideRenewal, type RenewalOutcome } from './renewal';
import { resolveSetting, type RuleContext } from './resolve-rule';

/** How often a loan may have been renewed to be renewed by itself once more; 0 when never, `Infinity` without a limit. */
export function automaticRenewals(rules: readonly RuleFacts[], context: RuleContext): number {
  const value = resolveSetting(rules, context, 'automaticRenewals')?.value ?? 0;
  return value === UNLIMITED ? Number.POSITIVE_INFINITY : value;
}

/** What tells, without a look at the patron, whether a loan may be one that renews itself. */
export interface RenewingLoan {
  context: RuleContext;
  renewals: number;
  /** Instant, ms since epoch. */
  dueAt: number;
}

/** True for a loan that the matrix renews by itself and that is not overdue yet at `now` (ms since epoch). */
export function renewsItself(rules: readonly RuleFacts[], loan: RenewingLoan, now: number): boolean {
  return !isPastDue(loan.dueAt, now) && loan.renewals < automaticRenewals(rules, loan.context);
}

/**
 * The renewal of a loan without anybody asking, on the day it falls due. Null where the matrix does not renew it, and where a
 * person at a desk would be refused or asked: nobody is there to override or to confirm. The loan is then simply left.
 */
export function decideAutomaticRenewal(facts: RenewalFacts): RenewalOutcome | null {
  const { loan, patron, rules, siteId, now } = facts;
  if (!loan || !patron) return null;
  const { libraryGroupIds } = patron;
  const context = { siteId, libraryGroupIds, circulationTypeId: loan.circulationTypeId };
  if (!renewsItself(rules, { context, renewals: loan.renewals, dueAt: loan.dueAt }, now)) return null;
  const decision = decideRenewal({ ...facts, actor: { permissions: [] } });
  return decision.allowed ? decision.value : null;
}
