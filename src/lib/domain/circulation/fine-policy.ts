import type { FinePolicy, OverdueFine } from '../fines/overdue';
import type { Reason } from '../shared/decision';
import type { RuleFacts, RuleSettings } from './facts';
import { resolveBy, resolveLimit, resolveSetting, type RuleContext } from './resolve-rule';

/**
 * The overdue policy that applies to a loan; null when no row has a rate: then nothing is charged. The unit belongs
 * to the row of the rate, so that "50 a week" never becomes "50 a day" by a row in between.
 */
export function resolveFinePolicy(rules: readonly RuleFacts[], context: RuleContext): FinePolicy | null {
  const rate = resolveFineRate(rules, context);
  if (!rate || rate.value.amount <= 0) return null;
  return {
    rate: rate.value.amount,
    unit: rate.value.unit,
    cap: resolveLimit(rules, context, 'fineCap')?.value ?? null,
    openDaysOnly: resolveSetting(rules, context, 'fineOpenDaysOnly')?.value ?? true,
    graceDays: resolveSetting(rules, context, 'graceDays')?.value ?? 0,
  };
}

/** The rate of overdue fines with its unit, from the row that gives it. */
export const resolveFineRate = (rules: readonly RuleFacts[], context: RuleContext) =>
  resolveBy(rules, context, readRate, ({ amount, unit }) => -amount / (unit === 'week' ? 7 : 1));

function readRate(settings: RuleSettings) {
  if (settings.fineRate == null) return null;
  const unit: FinePolicy['unit'] = settings.fineUnit ?? 'day';
  return { setting: 'fineRate' as const, value: { amount: settings.fineRate, unit } };
}

/** What is told about an overdue fine: its whole sum and what is charged (or taken back) now, in minor units. */
export function fineNotes(fine: OverdueFine | null, currency: string): Reason[] {
  if (fine === null) return [];
  const details = { currency, days: fine.days, change: fine.change };
  return [{ code: 'overdue-fine', severity: 'note', actual: fine.total, details }];
}
