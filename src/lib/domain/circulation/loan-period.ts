import { daysBetween, type LocalDate } from '../shared/local-date';
import type { RuleFacts, RuleSettings } from './facts';
import { resolveBy, resolveSetting, type Resolved, type RuleContext } from './resolve-rule';

/** How long a loan runs. `term` runs to the end of the term. */
export type LoanPeriod =
  | { unit: 'days'; days: number }
  | { unit: 'hours'; hours: number }
  | { unit: 'fixed'; on: LocalDate }
  | { unit: 'term' };

/**
 * The period from the most specific row that names one: a narrow row in hours replaces a broad one in days. Within a
 * row a fixed day goes before hours and hours before days. With no period anywhere but "end of term", the loan runs
 * to the end of the term. Null when no row says anything: the district's default applies.
 */
export function resolvePeriod(
  rules: readonly RuleFacts[],
  context: RuleContext,
  today: LocalDate,
): Resolved<LoanPeriod> | null {
  const named = resolveBy(rules, context, readPeriod, (period) => roughDays(period, today));
  if (named) return named;
  const term = resolveSetting(rules, context, 'endOfTerm');
  return term?.value ? { value: { unit: 'term' }, rule: term.rule } : null;
}

function readPeriod(settings: RuleSettings) {
  const { fixedDueOn, loanHours, loanDays } = settings;
  if (fixedDueOn != null)
    return { setting: 'fixedDueOn' as const, value: period({ unit: 'fixed', on: fixedDueOn }) };
  if (loanHours != null)
    return { setting: 'loanHours' as const, value: period({ unit: 'hours', hours: loanHours }) };
  if (loanDays != null)
    return { setting: 'loanDays' as const, value: period({ unit: 'days', days: loanDays }) };
  return null;
}

function period(value: LoanPeriod): LoanPeriod {
  return value;
}

/** Only for choosing the longer of two periods. */
function roughDays(period: LoanPeriod, today: LocalDate): number {
  if (period.unit === 'days') return period.days;
  if (period.unit === 'hours') return period.hours / 24;
  return period.unit === 'fixed' ? daysBetween(today, period.on) : 0;
}
