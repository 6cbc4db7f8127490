import type { RuleSetting } from '$lib/domain/circulation/facts';
import { m } from '$lib/paraglide/messages.js';

/** What each setting of a loan rule is called. */
export const RULE_SETTING_NAMES: Readonly<Record<RuleSetting, () => string>> = {
  borrowing: () => m.settings_rule_borrowing(),
  loanDays: () => m.settings_rule_loan_days(),
  loanHours: () => m.settings_rule_loan_hours(),
  fixedDueOn: () => m.settings_rule_fixed_due_on(),
  ceilingOn: () => m.settings_rule_ceiling_on(),
  endOfTerm: () => m.settings_rule_end_of_term(),
  renewals: () => m.settings_rule_renewals(),
  renewNotBeforeDays: () => m.settings_rule_renew_not_before_days(),
  renewWhenHeld: () => m.settings_rule_renew_when_held(),
  renewWhenOverdue: () => m.settings_rule_renew_when_overdue(),
  renewFrom: () => m.settings_rule_renew_from(),
  automaticRenewals: () => m.rules_automatic_renewals(),
  maxOut: () => m.settings_rule_max_out(),
  maxOutOfKind: () => m.settings_rule_max_out_of_kind(),
  maxOverdue: () => m.settings_rule_max_overdue(),
  maxLost: () => m.settings_rule_max_lost(),
  maxBalance: () => m.settings_rule_max_balance(),
  maxHolds: () => m.settings_rule_max_holds(),
  holdShelfDays: () => m.settings_rule_hold_shelf_days(),
  holdPendingDays: () => m.settings_rule_hold_pending_days(),
  fineRate: () => m.settings_rule_fine_rate(),
  fineUnit: () => m.settings_rule_fine_unit(),
  fineCap: () => m.settings_rule_fine_cap(),
  fineOpenDaysOnly: () => m.settings_rule_fine_open_days_only(),
  graceDays: () => m.settings_rule_grace_days(),
  lostPrice: () => m.settings_rule_lost_price(),
  processingFee: () => m.settings_rule_processing_fee(),
};
