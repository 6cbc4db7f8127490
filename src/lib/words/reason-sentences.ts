import type { Reason, ReasonCode } from '$lib/domain/shared/decision';
import { m } from '$lib/paraglide/messages.js';
import type { Figures } from './reason-figures';

type Sentence = (figures: Figures, reason: Reason) => string;

/** What is said about each code. A code without a sentence does not compile. */
export const SENTENCES: Record<ReasonCode, Sentence> = {
  'patron-unknown': () => m.refusals_patron_unknown(),
  'patron-generic': () => m.refusals_patron_generic(),
  'patron-disabled': () => m.refusals_patron_disabled(),
  'patron-expired': (f) => m.refusals_patron_expired(f),
  'patron-no-group': () => m.refusals_patron_no_group(),
  'patron-no-barcode': () => m.refusals_patron_no_barcode(),
  'patron-blocked-manually': (f) =>
    f.until === '' ? m.refusals_patron_blocked_manually(f) : m.refusals_patron_blocked_manually_until(f),
  'too-many-out': (f) => (f.limit === 0 ? m.refusals_too_many_out_none() : m.refusals_too_many_out(f)),
  'too-many-out-of-kind': (f) =>
    f.limit === 0 ? m.refusals_too_many_out_of_kind_none() : m.refusals_too_many_out_of_kind(f),
  'too-many-overdue': (f) =>
    f.limit === 0 ? m.refusals_too_many_overdue_none(f) : m.refusals_too_many_overdue(f),
  'too-many-lost': (f) => (f.limit === 0 ? m.refusals_too_many_lost_none(f) : m.refusals_too_many_lost(f)),
  // The figures are money already, in words.
  'balance-too-high': (f, { limit }) =>
    limit === 0 ? m.refusals_balance_too_high_none(f) : m.refusals_balance_too_high(f),
  'copy-unknown': () => m.refusals_copy_unknown(),
  'copy-on-loan-to-other': () => m.refusals_copy_on_loan_to_other(),
  'copy-held-for-other': (f) =>
    f.actual === '' ? m.refusals_copy_held_for_other_set_aside() : m.refusals_copy_held_for_other(f),
  'copy-on-hold-shelf-for-other': () => m.refusals_copy_on_hold_shelf_for_other(),
  'copy-in-transit': () => m.refusals_copy_in_transit(),
  'copy-lost': () => m.refusals_copy_lost(),
  'copy-withdrawn': () => m.refusals_copy_withdrawn(),
  'copy-missing': () => m.refusals_copy_missing(),
  'copy-in-repair': () => m.refusals_copy_in_repair(),
  'copy-on-order': () => m.refusals_copy_on_order(),
  'copy-on-loan': () => m.copies_refused_on_loan(),
  'copy-available': () => m.copies_refused_available(),
  'copy-on-hold-shelf': () => m.copies_refused_on_hold_shelf(),
  'copy-not-for-loan': () => m.refusals_copy_not_for_loan(),
  'copy-on-site-only': () => m.refusals_copy_on_site_only(),
  'copy-booking-only': () => m.refusals_copy_booking_only(),
  'copy-at-other-site': () => m.refusals_copy_at_other_site(),
  'age-restricted': (f) => m.refusals_age_restricted(f),
  'age-unknown': (f) => m.refusals_age_unknown(f),
  'claimed-returned': () => m.refusals_claimed_returned(),
  'due-date-invalid': () => m.refusals_due_date_invalid(),
  'due-date-in-past': (f) => m.refusals_due_date_in_past(f),
  'due-date-after-ceiling': (f, { details }) => afterCeiling(f, details?.['source']),
  'due-date-moved': (f) => m.refusals_due_date_moved(f),
  'due-date-shortened': (f, { details }) => shortened(f, details?.['source']),
  'no-open-day': (f) => m.refusals_no_open_day(f),
  'special-due-date-not-permitted': () => m.refusals_special_due_date_not_permitted(),
  'same-copy-renewal': () => m.refusals_same_copy_renewal(),
  'collector-unknown': () => m.refusals_collector_unknown(),
  'collector-is-borrower': () => m.refusals_collector_is_borrower(),
  'class-borrower-not-staff': () => m.refusals_class_borrower_not_staff(),
  'loan-unknown': () => m.refusals_loan_unknown(),
  'renewals-used-up': (f) =>
    f.limit === 0 ? m.refusals_renewals_used_up_none() : m.refusals_renewals_used_up(f),
  'renewal-too-early': (f) => m.refusals_renewal_too_early(f),
  'renewal-overdue': (f) => m.refusals_renewal_overdue(f),
  'renewal-held': (f) => m.refusals_renewal_held(f),
  'renewal-no-gain': (f) => m.refusals_renewal_no_gain(f),
  'renewal-on-site': () => m.refusals_renewal_on_site(),
  'hold-fulfilled': () => m.refusals_hold_fulfilled(),
  'backdate-in-future': (f) => m.refusals_backdate_in_future(f),
  'backdate-before-checkout': (f) => m.refusals_backdate_before_checkout(f),
  'backdate-not-permitted': () => m.refusals_backdate_not_permitted(),
  'copy-not-on-loan': () => m.refusals_copy_not_on_loan(),
  'copy-found': () => m.refusals_copy_found(),
  'copy-repaired': () => m.refusals_copy_repaired(),
  'copy-received': () => m.refusals_copy_received(),
  'hold-captured': (f) => (f.limit === '' ? m.refusals_hold_captured() : m.refusals_hold_captured_until(f)),
  'overdue-fine': (f, { details }) =>
    Number(details?.['change'] ?? 0) < 0 ? m.refusals_overdue_fine_taken_back(f) : m.refusals_overdue_fine(f),
  'lost-settled': (f, { details }) =>
    Number(details?.['refunded'] ?? 0) > 0 ? m.refusals_lost_settled_refund(f) : m.refusals_lost_settled(f),
  'title-unknown': () => m.refusals_title_unknown(),
  'hold-already-placed': () => m.refusals_hold_already_placed(),
  'hold-already-on-loan': () => m.refusals_hold_already_on_loan(),
  'hold-copy-available': (f) => m.refusals_hold_copy_available(f),
  'hold-no-copies': () => m.refusals_hold_no_copies(),
  'too-many-holds': (f) => (f.limit === 0 ? m.refusals_too_many_holds_none() : m.refusals_too_many_holds(f)),
  'hold-dates-invalid': () => m.refusals_hold_dates_invalid(),
  'queue-not-a-permutation': () => m.refusals_queue_not_a_permutation(),
  'queue-moves-ready-hold': () => m.refusals_queue_moves_ready_hold(),
  'fine-amount-invalid': () => m.refusals_fine_amount_invalid(),
  'fine-amount-too-high': (f) => m.refusals_fine_amount_too_high(f),
  'fine-settled': () => m.refusals_fine_settled(),
  'fine-has-payments': (f) => m.refusals_fine_has_payments(f),
  'override-reason-missing': () => m.refusals_override_reason_missing(),
  'override-not-permitted': () => m.refusals_override_not_permitted(),
};

function afterCeiling(f: Figures, source: string | number | undefined): string {
  if (source === 'rule') return m.refusals_due_date_after_ceiling_rule(f);
  if (source === 'until') return m.refusals_due_date_after_ceiling_until(f);
  return source === 'term' ? m.refusals_due_date_after_ceiling_term(f) : m.refusals_due_date_after_ceiling(f);
}

function shortened(f: Figures, source: string | number | undefined): string {
  if (source === 'rule') return m.refusals_due_date_shortened_rule(f);
  if (source === 'until') return m.refusals_due_date_shortened_until(f);
  return source === 'term' ? m.refusals_due_date_shortened_term(f) : m.refusals_due_date_shortened(f);
}
