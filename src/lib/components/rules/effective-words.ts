import { effectiveSettings, type EffectiveSetting } from '$lib/domain/circulation/effective-rules';
import type { RuleFacts, RuleSetting } from '$lib/domain/circulation/facts';
import type { RuleReference } from '$lib/domain/shared/decision';
import { RULE_SECTIONS, type RuleSection } from '$lib/components/settings/rule-form';
import { scopeText, type RuleMatrix } from '$lib/components/settings/rule-scope';
import { RULE_SETTING_NAMES } from '$lib/components/settings/rule-setting-names';
import { ruleValueText, unsetText, type RuleScope } from '$lib/components/settings/rule-words';
import { m } from '$lib/paraglide/messages.js';

/** One setting as it holds in one place, in words. */
export interface EffectiveLine {
  setting: RuleSetting;
  name: string;
  value: string;
  /** "Rule 12: Teachers, any type, every site", or that no rule speaks of it. */
  source: string;
  /** A rule of exactly this place says so. */
  own: boolean;
}

/** The settings of a group of the form. */
export const settingsOf = (section: RuleSection): RuleSetting[] =>
  Object.keys(RULE_SECTIONS[section]) as RuleSetting[];

const PERIOD: readonly RuleSetting[] = ['loanDays', 'loanHours', 'fixedDueOn'];

const full = (scope: RuleReference['scope']): RuleScope => ({
  siteId: scope.siteId ?? null,
  libraryGroupId: scope.libraryGroupId ?? null,
  circulationTypeId: scope.circulationTypeId ?? null,
});

export const isSameScope = (a: RuleScope, b: RuleScope): boolean =>
  a.siteId === b.siteId &&
  a.libraryGroupId === b.libraryGroupId &&
  a.circulationTypeId === b.circulationTypeId;

/** Where a value comes from, seen from a place: this place's own rule, the district's, or another broader one. */
function sourceText(rule: RuleReference, place: RuleScope, matrix: RuleMatrix): string {
  const scope = full(rule.scope);
  const { number } = rule;
  if (isSameScope(scope, place)) return m.rules_from_here({ number });
  const words = { number, scope: scopeText(scope, matrix) };
  return place.siteId && !scope.siteId ? m.rules_from_district(words) : m.rules_from_rule(words);
}

function lineOf(
  { setting, value, rule }: EffectiveSetting,
  place: RuleScope,
  matrix: RuleMatrix,
): EffectiveLine {
  return {
    setting,
    name: RULE_SETTING_NAMES[setting](),
    value: ruleValueText(setting, value, matrix.district.currency),
    source: sourceText(rule, place, matrix),
    own: isSameScope(full(rule.scope), place),
  };
}

/** What holds for some settings in one place of the matrix; without `withUnset` only what a rule speaks of. */
export function effectiveLines(
  place: RuleScope,
  wanted: readonly RuleSetting[],
  known: { matrix: RuleMatrix; rules: readonly RuleFacts[]; today: string; withUnset: boolean },
): EffectiveLine[] {
  const { matrix, rules, today, withUnset } = known;
  const context = {
    siteId: place.siteId ?? '',
    libraryGroupIds: place.libraryGroupId ? [place.libraryGroupId] : [],
    circulationTypeId: place.circulationTypeId,
  };
  const found = new Map(effectiveSettings(rules, context, today).map((one) => [one.setting, one]));
  // A period that does not win is not told, nor is the district's where the loan runs to the end of the term.
  const hasPeriod = PERIOD.some((setting) => found.has(setting)) || found.get('endOfTerm')?.value === true;
  return wanted.flatMap((setting): EffectiveLine[] => {
    const effective = found.get(setting);
    if (effective) return [lineOf(effective, place, matrix)];
    if (PERIOD.includes(setting) && (hasPeriod || setting !== 'loanDays')) return [];
    if (!withUnset && setting !== 'loanDays') return [];
    const source = setting === 'loanDays' ? m.rules_from_settings() : m.rules_from_nothing();
    const value = unsetText(setting, matrix.district);
    return [{ setting, name: RULE_SETTING_NAMES[setting](), value, source, own: false }];
  });
}
