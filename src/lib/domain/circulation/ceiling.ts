import { endOfTerm } from '../calendar/open-days';
import type { CalendarFacts } from '../calendar/types';
import type { RuleReference } from '../shared/decision';
import type { LocalDate } from '../shared/local-date';
import type { RuleFacts } from './facts';
import { resolveSetting, type RuleContext } from './resolve-rule';

/** The last day on which a loan may fall due, and where it comes from. */
export interface Ceiling {
  on: LocalDate;
  source: 'rule' | 'until' | 'term';
  rule?: RuleReference;
}

/**
 * The earliest of the rule's ceiling day, the patron's *Until* day and the end of the term. An *Until* day that is
 * over is no ceiling: it is refused as `patron-expired`, and who overrides that lends beyond it.
 */
export function findCeiling(
  rules: readonly RuleFacts[],
  context: RuleContext,
  calendar: CalendarFacts,
  until: LocalDate | null,
  today: LocalDate,
): Ceiling | null {
  const ceilings: Ceiling[] = [];
  const day = resolveSetting(rules, context, 'ceilingOn');
  if (day) ceilings.push({ on: day.value, source: 'rule', rule: day.rule });
  if (until !== null && until >= today) ceilings.push({ on: until, source: 'until' });
  const term = resolveSetting(rules, context, 'endOfTerm');
  const end = term?.value ? endOfTerm(calendar, today) : null;
  if (term && end) ceilings.push({ on: end, source: 'term', rule: term.rule });
  return ceilings.reduce<Ceiling | null>(
    (best, next) => (best === null || next.on < best.on ? next : best),
    null,
  );
}
