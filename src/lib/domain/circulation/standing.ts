import { isPastDue } from '../calendar/zone';
import type { Reason } from '../shared/decision';
import type { LoanId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { ManualBlock, OpenLoanFacts, PatronFacts, RuleFacts } from './facts';
import { OVERRIDE_BLOCKS } from './overrides';
import { resolveLimit, type RuleContext } from './resolve-rule';

/** What a patron's standing is worked out from; it is never stored. */
export interface StandingFacts {
  patron: PatronFacts;
  loans: readonly OpenLoanFacts[];
  rules: readonly RuleFacts[];
  context: RuleContext;
  /** Instant, ms since epoch. */
  now: number;
  today: LocalDate;
  /** ISO 4217 code, for the text of a balance. */
  currency: string;
  /** A loan that is being renewed does not count against itself. */
  exceptLoanId?: LoanId;
}

/**
 * Everything about the patron alone that stands in the way of borrowing, renewing or requesting. Blocks only ever add
 * up: another block, overdue or debt never makes one of the others go away.
 */
export function patronReasons(facts: StandingFacts): Reason[] {
  if (facts.patron.kind === 'generic') return [{ code: 'patron-generic', severity: 'refuse' }];
  return [
    ...membershipReasons(facts.patron, facts.today),
    ...manualBlocks(facts.patron.manualBlocks, facts.today),
    ...thresholdReasons(facts),
  ];
}

function membershipReasons(patron: PatronFacts, today: LocalDate): Reason[] {
  const reasons: Reason[] = [];
  if (!patron.enabled) reasons.push(blocked('patron-disabled'));
  const ended = [patron.until, patron.expiresOn].find((last) => last && last < today);
  if (ended) reasons.push({ ...blocked('patron-expired'), limit: ended, actual: today });
  if (patron.libraryGroupIds.length === 0 && !patron.isStudent) {
    reasons.push({ code: 'patron-no-group', severity: 'refuse' });
  }
  return reasons;
}

function manualBlocks(blocks: readonly ManualBlock[], today: LocalDate): Reason[] {
  return blocks
    .filter((block) => block.until === null || today <= block.until)
    .map((block) => ({
      ...blocked('patron-blocked-manually'),
      details: { blockId: block.id, reason: block.reason, ...(block.until ? { until: block.until } : {}) },
    }));
}

/** Overdues, lost copies and debts stop at *more* than the limit, unlike the number of loans. */
function thresholdReasons(facts: StandingFacts): Reason[] {
  const others = facts.loans.filter((loan) => loan.id !== facts.exceptLoanId);
  const overdue = others.filter((loan) => loan.status === 'open' && isPastDue(loan.dueAt, facts.now)).length;
  const lost = others.filter((loan) => loan.status === 'lost').length;
  return [
    ...above(facts, 'maxOverdue', 'too-many-overdue', overdue),
    ...above(facts, 'maxLost', 'too-many-lost', lost),
    ...above(facts, 'maxBalance', 'balance-too-high', facts.patron.balance).map((reason) => ({
      ...reason,
      details: { currency: facts.currency },
    })),
  ];
}

function above(
  facts: StandingFacts,
  setting: 'maxOverdue' | 'maxLost' | 'maxBalance',
  code: Reason['code'],
  actual: number,
): Reason[] {
  const limit = resolveLimit(facts.rules, facts.context, setting);
  if (!limit || actual <= limit.value) return [];
  return [{ ...blocked(code), rule: limit.rule, limit: limit.value, actual }];
}

function blocked(code: Reason['code']): Reason {
  return { code, severity: 'refuse', overridableBy: OVERRIDE_BLOCKS };
}
