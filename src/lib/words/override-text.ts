import type { ReasonCode } from '$lib/domain/shared/decision';
import { m } from '$lib/paraglide/messages.js';

/** What was gone over, without its figures: they were those of the moment. */
export const OVERRIDE_TEXTS = {
  'patron-disabled': () => m.patrons_override_patron_disabled(),
  'patron-expired': () => m.patrons_override_patron_expired(),
  'patron-blocked-manually': () => m.patrons_override_blocked_manually(),
  'too-many-out': () => m.patrons_override_too_many_out(),
  'too-many-out-of-kind': () => m.patrons_override_too_many_out_of_kind(),
  'too-many-overdue': () => m.patrons_override_too_many_overdue(),
  'too-many-lost': () => m.patrons_override_too_many_lost(),
  'balance-too-high': () => m.patrons_override_balance_too_high(),
  'copy-held-for-other': () => m.patrons_override_copy_held_for_other(),
  'copy-on-hold-shelf-for-other': () => m.patrons_override_copy_on_hold_shelf(),
  'copy-in-transit': () => m.patrons_override_copy_in_transit(),
  'copy-lost': () => m.patrons_override_copy_lost(),
  'copy-missing': () => m.patrons_override_copy_missing(),
  'copy-in-repair': () => m.patrons_override_copy_in_repair(),
  'copy-on-order': () => m.patrons_override_copy_on_order(),
  'copy-not-for-loan': () => m.patrons_override_copy_not_for_loan(),
  'copy-on-site-only': () => m.patrons_override_copy_on_site_only(),
  'copy-booking-only': () => m.patrons_override_copy_booking_only(),
  'age-restricted': () => m.patrons_override_age_restricted(),
  'age-unknown': () => m.patrons_override_age_unknown(),
  'due-date-after-ceiling': () => m.patrons_override_due_after_ceiling(),
  'renewals-used-up': () => m.patrons_override_renewals_used_up(),
  'renewal-too-early': () => m.patrons_override_renewal_too_early(),
  'renewal-overdue': () => m.patrons_override_renewal_overdue(),
  'renewal-held': () => m.patrons_override_renewal_held(),
} satisfies Partial<Record<ReasonCode, () => string>>;

/** What a recorded override was about; a code without words of its own reads as another block, with the code. */
export function overrideText(code: string): string {
  const texts: Readonly<Record<string, () => string>> = OVERRIDE_TEXTS;
  return Object.hasOwn(texts, code) ? (texts[code]?.() ?? code) : m.patrons_override_other({ code });
}
