import type { LocalDate } from '../shared/local-date';
import type { RuleFacts, RuleSetting, RuleSettings } from './facts';
import { resolveFineRate } from './fine-policy';
import { resolvePeriod } from './loan-period';
import { resolveSetting, type Resolved, type RuleContext } from './resolve-rule';

/** Settings that a row says on their own; the loan period and the fine's rate are each said by several together. */
const SINGLE = [
  'borrowing',
  'ceilingOn',
  'endOfTerm',
  'renewals',
  'renewNotBeforeDays',
  'renewWhenHeld',
  'renewWhenOverdue',
  'renewFrom',
  'automaticRenewals',
  'maxOut',
  'maxOutOfKind',
  'maxOverdue',
  'maxLost',
  'maxBalance',
  'maxHolds',
  'holdShelfDays',
  'holdPendingDays',
  'fineCap',
  'fineOpenDaysOnly',
  'graceDays',
  'lostPrice',
  'processingFee',
] as const satisfies readonly RuleSetting[];

type SettingValue = NonNullable<RuleSettings[RuleSetting]>;

/** What holds for a setting, and the row that says so. */
export interface EffectiveSetting extends Resolved<SettingValue> {
  setting: RuleSetting;
}

/**
 * What the matrix says in one place, setting by setting, as decisions use it: only of the loan period that wins is anything told, and
 * a fine's unit is that of the row that gives its rate. A setting that no row speaks of is left out. `today` only tells which of two
 * periods is the longer one for a patron of several groups.
 */
export function effectiveSettings(
  rules: readonly RuleFacts[],
  context: RuleContext,
  today: LocalDate,
): EffectiveSetting[] {
  const single = SINGLE.flatMap((setting): EffectiveSetting[] => {
    const found = resolveSetting(rules, context, setting);
    return found ? [{ setting, value: found.value, rule: found.rule }] : [];
  });
  return [...period(rules, context, today), ...single, ...fine(rules, context)];
}

function period(rules: readonly RuleFacts[], context: RuleContext, today: LocalDate): EffectiveSetting[] {
  const found = resolvePeriod(rules, context, today);
  if (!found) return [];
  const { value, rule } = found;
  switch (value.unit) {
    case 'days':
      return [{ setting: 'loanDays', value: value.days, rule }];
    case 'hours':
      return [{ setting: 'loanHours', value: value.hours, rule }];
    case 'fixed':
      return [{ setting: 'fixedDueOn', value: value.on, rule }];
    case 'term':
      // Told as the setting itself.
      return [];
  }
}

function fine(rules: readonly RuleFacts[], context: RuleContext): EffectiveSetting[] {
  const found = resolveFineRate(rules, context);
  if (!found) return [];
  const { rule } = found;
  return [
    { setting: 'fineRate', value: found.value.amount, rule },
    { setting: 'fineUnit', value: found.value.unit, rule: { ...rule, setting: 'fineUnit' } },
  ];
}
