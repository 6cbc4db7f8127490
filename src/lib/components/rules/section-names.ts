import type { RuleSection } from '$lib/components/settings/rule-form';
import { m } from '$lib/paraglide/messages.js';

/** What each group of settings is called. */
export const SECTION_NAMES: Readonly<Record<RuleSection, () => string>> = {
  period: () => m.settings_rules_period(),
  renewals: () => m.settings_rules_renewals(),
  limits: () => m.settings_rules_limits(),
  holds: () => m.settings_rules_holds(),
  fines: () => m.settings_rules_fines(),
};
