import type { CirculationRule } from '$lib/contracts/rules';
import type { District } from '$lib/contracts/district';
import { UNLIMITED, type RuleFacts, type RuleSetting } from '$lib/domain/circulation/facts';
import { resolveSetting } from '$lib/domain/circulation/resolve-rule';
import { formatDay, formatMoney, formatNumber } from '$lib/components/ui/format';
import { m } from '$lib/paraglide/messages.js';
import { RULE_INPUTS, type RuleInput } from './rule-form';

const CHOICES: Readonly<Record<string, () => string>> = {
  loan: () => m.settings_borrowing_loan(),
  'on-site': () => m.settings_borrowing_on_site(),
  'booking-only': () => m.settings_borrowing_booking_only(),
  none: () => m.settings_borrowing_none(),
  due: () => m.settings_renew_from_due(),
  today: () => m.settings_renew_from_today(),
  day: () => m.settings_fine_unit_day(),
  week: () => m.settings_fine_unit_week(),
};

/** The values offered for a setting that is a choice. */
export const CHOICES_OF: Readonly<Partial<Record<RuleSetting, readonly string[]>>> = {
  borrowing: ['loan', 'on-site', 'booking-only', 'none'],
  renewFrom: ['due', 'today'],
  fineUnit: ['day', 'week'],
};

export const choiceText = (value: string): string => CHOICES[value]?.() ?? value;

const WRITERS: Readonly<Record<RuleInput, (value: number, currency: string) => string>> = {
  days: (value) => m.settings_unit_days({ count: value }),
  hours: (value) => m.settings_unit_hours({ count: value }),
  times: (value) => formatNumber(value),
  limit: (value) => formatNumber(value),
  money: (value, currency) => formatMoney({ amount: value, currency }),
  'money-limit': (value, currency) => formatMoney({ amount: value, currency }),
  date: (value) => String(value),
  flag: (value) => String(value),
  choice: (value) => String(value),
};

/** A setting's value as people read it: "14 days", "no limit", "$2.50", "yes". */
export function ruleValueText(setting: RuleSetting, value: unknown, currency: string): string {
  if (typeof value === 'boolean') return value ? m.settings_yes() : m.settings_no();
  if (value === UNLIMITED) return m.settings_no_limit();
  const input = RULE_INPUTS[setting];
  if (input === 'date') return formatDay(String(value), undefined, true);
  if (input === 'choice') return choiceText(String(value));
  return WRITERS[input](Number(value), currency);
}

const UNSET: Readonly<Partial<Record<RuleSetting, () => string>>> = {
  borrowing: () => m.settings_borrowing_loan(),
  renewWhenHeld: () => m.settings_no(),
  renewWhenOverdue: () => m.settings_yes(),
  renewFrom: () => m.settings_renew_from_due(),
  automaticRenewals: () => m.settings_none(),
  endOfTerm: () => m.settings_no(),
  fineUnit: () => m.settings_fine_unit_day(),
  fineOpenDaysOnly: () => m.settings_yes(),
  graceDays: () => m.settings_none(),
  fineRate: () => m.settings_none(),
  fixedDueOn: () => m.settings_none(),
  ceilingOn: () => m.settings_none(),
  loanHours: () => m.settings_none(),
  renewNotBeforeDays: () => m.settings_any_time(),
};

/** What holds where no rule speaks of a setting. */
export const unsetText = (setting: RuleSetting, district: Pick<District, 'defaultLoanDays'>): string =>
  setting === 'loanDays'
    ? m.settings_unit_days({ count: district.defaultLoanDays })
    : (UNSET[setting]?.() ?? m.settings_no_limit());

export type RuleScope = Pick<CirculationRule, 'siteId' | 'libraryGroupId' | 'circulationTypeId'>;

export const rulesAsFacts = (rules: readonly CirculationRule[]): RuleFacts[] =>
  rules.map(({ id, number, settings, siteId, libraryGroupId, circulationTypeId }) => ({
    id,
    number,
    settings,
    scope: { siteId, libraryGroupId, circulationTypeId },
  }));

/**
 * What holds for a scope where a row leaves a setting empty: the broader row that is asked then, or what the product
 * does without any.
 * @param others every row but the one that is edited.
 */
export function inheritedText(
  setting: RuleSetting,
  scope: RuleScope,
  others: readonly RuleFacts[],
  district: Pick<District, 'currency' | 'defaultLoanDays'>,
): string {
  const context = {
    siteId: scope.siteId ?? '',
    libraryGroupIds: scope.libraryGroupId ? [scope.libraryGroupId] : [],
    circulationTypeId: scope.circulationTypeId,
  };
  const found = resolveSetting(others, context, setting);
  if (found) {
    const value = ruleValueText(setting, found.value, district.currency);
    return m.settings_inherits_rule({ value, number: found.rule.number });
  }
  const value = unsetText(setting, district);
  return setting === 'loanDays'
    ? m.settings_inherits_district({ value })
    : m.settings_inherits_default({ value });
}
