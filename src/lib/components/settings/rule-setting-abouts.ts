import type { RuleSetting } from '$lib/domain/circulation/facts';
import { m } from '$lib/paraglide/messages.js';

/** What each setting of a loan rule does, in one sentence with its unit; apart from the names, which tables show too. */
export const RULE_SETTING_ABOUTS: Readonly<Record<RuleSetting, () => string>> = {
  borrowing: () => m.settings_rule_borrowing_about(),
  loanDays: () => m.settings_rule_loan_days_about(),
  loanHours: () => m.settings_rule_loan_hours_about(),
  fixedDueOn: () => m.settings_rule_fixed_due_on_about(),
  ceilingOn: () => m.settings_rule_ceiling_on_about(),
  endOfTerm: () => m.settings_rule_end_of_term_about(),
  renewals: () => m.settings_rule_renewals_about(),
  renewNotBeforeDays: () => m.settings_rule_renew_not_before_days_about(),
  renewWhenHeld: () => m.settings_rule_renew_when_held_about(),
  renewWhenOverdue: () => m.settings_rule_renew_when_overdue_about(),
  renewFrom: () => m.settings_rule_renew_from_about(),
  automaticRenewals: () => m.rules_automatic_renewals_about(),
  maxOut: () => m.settings_rule_max_out_about(),
  maxOutOfKind: () => m.settings_rule_max_out_of_kind_about(),
  maxOverdue: () => m.settings_rule_max_overdue_about(),
  maxLost: () => m.settings_rule_max_lost_about(),
  maxBalance: () => m.settings_rule_max_balance_about(),
  maxHolds: () => m.settings_rule_max_holds_about(),
  holdShelfDays: () => m.settings_rule_hold_shelf_days_about(),
  holdPendingDays: () => m.settings_rule_hold_pending_days_about(),
  fineRate: () => m.settings_rule_fine_rate_about(),
  fineUnit: () => m.settings_rule_fine_unit_about(),
  fineCap: () => m.settings_rule_fine_cap_about(),
  fineOpenDaysOnly: () => m.settings_rule_fine_open_days_only_about(),
  graceDays: () => m.settings_rule_grace_days_about(),
  lostPrice: () => m.settings_rule_lost_price_about(),
  processingFee: () => m.settings_rule_processing_fee_about(),
};
