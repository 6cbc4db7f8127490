import type { RuleSetting } from '$lib/domain/circulation/facts';
import { m } from '$lib/paraglide/messages.js';
import type { RuleScope } from './rule-words';
import { RULE_SETTING_NAMES } from './rule-setting-names';

/** What the parts of a rule's scope are called. */
export const RULE_SCOPE_NAMES: Readonly<Record<keyof RuleScope, () => string>> = {
  libraryGroupId: () => m.settings_rule_group(),
  circulationTypeId: () => m.settings_rule_type(),
  siteId: () => m.settings_rule_site(),
};

/** How the field of a path is called, e.g. `settings.loanDays` or `siteId`. Undefined for what is no field of a rule. */
export function ruleFieldName(path: string): string | undefined {
  const setting = path.replace(/^settings\./, '');
  return (RULE_SETTING_NAMES[setting as RuleSetting] ?? RULE_SCOPE_NAMES[path as keyof RuleScope])?.();
}
