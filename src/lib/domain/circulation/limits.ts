import type { Reason } from '../shared/decision';
import type { CopyFacts, OpenLoanFacts, RuleFacts } from './facts';
import { OVERRIDE_BLOCKS } from './overrides';
import { resolveLimit, type Resolved, type RuleContext } from './resolve-rule';

/**
 * The limits on how much a patron may have out, checked before one more loan: they stop at the limit itself. Loans
 * claimed returned count nowhere, lost ones only in the limit on lost copies.
 * `maxOut` counts all loans together. `maxOutOfKind` counts the row's circulation type or, in a row for every type,
 * the copy's material kind, so that textbooks do not use up a pupil's library books.
 */
export function limitReasons(
  rules: readonly RuleFacts[],
  context: RuleContext,
  loans: readonly OpenLoanFacts[],
  copy: CopyFacts,
): Reason[] {
  const out = loans.filter((loan) => loan.status === 'open');
  const all = resolveLimit(rules, context, 'maxOut');
  const ofKind = resolveLimit(rules, context, 'maxOutOfKind');
  return [
    ...reached('too-many-out', all, out.length),
    ...reached('too-many-out-of-kind', ofKind, countOfKind(ofKind, out, copy)).map((reason) => ({
      ...reason,
      details: { materialKind: copy.materialKind },
    })),
  ];
}

function countOfKind(limit: Resolved<number> | null, out: OpenLoanFacts[], copy: CopyFacts): number {
  const type = limit?.rule.scope.circulationTypeId;
  return out.filter((loan) =>
    type ? loan.circulationTypeId === type : loan.materialKind === copy.materialKind,
  ).length;
}

function reached(code: Reason['code'], limit: Resolved<number> | null, actual: number): Reason[] {
  if (!limit || actual < limit.value) return [];
  return [
    {
      code,
      severity: 'refuse',
      rule: limit.rule,
      limit: limit.value,
      actual,
      overridableBy: OVERRIDE_BLOCKS,
    },
  ];
}
