import type { PhotoProblem } from '$lib/domain/patrons/photo';
import type { PictureProblem } from '$lib/domain/shared/picture';
import { m } from '$lib/paraglide/messages.js';
import { CATALOGUING_FIELD_TEXTS, MARC_TEXTS } from './marc-text';
import { PATRON_FIELD_TEXTS } from './patron-field-texts';
import { BATCH_FIELD_TEXTS } from './batch-text';
import { COPY_BATCH_TEXTS } from './copy-batch-text';
import { PATRON_PROBLEM_TEXTS } from './patron-problem-texts';

type Text = (value: string) => string;

/** Valibot's issue types, as the API names them, and the codes of our own contracts and use cases. */
const TEXTS: Readonly<Record<string, Text>> = {
  required: () => m.errors_field_required(),
  taken: () => m.errors_field_taken(),
  'name-taken': () => m.errors_field_taken(),
  unknown: () => m.errors_field_unknown(),
  'too-long': () => m.errors_field_too_long(),
  'max-length': () => m.errors_field_too_long(),
  'min-length': () => m.errors_field_too_short(),
  length: () => m.errors_field_other(),
  'min-value': () => m.errors_field_too_small(),
  'max-value': () => m.errors_field_too_large(),
  'whole-number': () => m.errors_field_whole_number(),
  integer: () => m.errors_field_whole_number(),
  number: () => m.errors_field_number(),
  amount: () => m.errors_field_amount(),
  currency: () => m.errors_field_currency(),
  day: () => m.errors_field_day(),
  instant: () => m.errors_field_instant(),
  'day-past': () => m.patrons_problem_day_past(),
  'before-start': () => m.errors_field_before_start(),
  'before-opening': () => m.errors_field_before_opening(),
  'time-zone': () => m.errors_field_time_zone(),
  picklist: () => m.errors_field_choice(),
  literal: () => m.errors_field_choice(),
  sort: () => m.errors_field_choice(),
  kind: () => m.errors_field_choice(),
  cursor: () => m.errors_field_cursor(),
  'password-too-short': () => m.errors_field_password_too_short(),
  'username-of-provider': () => m.errors_field_username_of_provider(),
  'password-wrong': () => m.errors_field_password_wrong(),
  'password-same': () => m.errors_field_password_same(),
  'password-own': () => m.errors_field_password_own(),
  'password-none': () => m.errors_field_password_none(),
  'enrolment-code': () => m.errors_field_enrolment_code(),
  'card-or-pin': () => m.kiosk_problem_card(),
  'station-ask-desk': () => m.kiosk_problem_ask(),
  'station-token': () => m.kiosk_problem_token(),
  'attract-seconds': () => m.stations_problem_attract(),
  pin: () => m.stations_problem_pin(),
  'pin-simple': () => m.stations_problem_pin_simple(),
  'setup-token': () => m.errors_field_setup_token(),
  'not-generic': () => m.errors_field_not_generic(),
  'built-in': () => m.errors_field_built_in(),
  'scope-taken': (value) => m.errors_field_scope_taken({ number: value }),
  'own-record': () => m.errors_field_own_record(),
  'last-administrator': () => m.errors_field_last_administrator(),
  'single-sign-on-off': () => m.signon_problem_off(),
  'single-sign-on-unmatched': () => m.signon_problem_unmatched(),
  'single-sign-on-people': (value) => m.signon_problem_people({ count: Number(value) }),
  'issuer-address': () => m.signon_problem_issuer(),
  'issuer-any-tenant': () => m.signon_problem_any_tenant(),
  'claim-name': () => m.signon_problem_claim_name(),
  'unknown-permission': () => m.errors_field_unknown_permission(),
  isbn: () => m.errors_field_isbn(),
  language: () => m.errors_field_language(),
  'item-field': () => m.errors_field_item_field(),
  'loan-or-copy': () => m.errors_field_loan_or_copy(),
  'title-or-copy': () => m.errors_field_title_or_copy(),
  ...COPY_BATCH_TEXTS,
  'title-has-copies': () => m.titles_delete_has_copies(),
  'title-has-holds': () => m.titles_delete_has_holds(),
  'title-has-loans': () => m.titles_delete_has_loans(),
  // A copy's status that only the desk ends.
  'on-loan': () => m.errors_field_copy_in_use(),
  'on-hold-shelf': () => m.errors_field_copy_in_use(),
  'in-transit': () => m.errors_field_copy_in_use(),
  'claimed-returned': () => m.errors_field_copy_in_use(),
  'one-patron': () => m.desk_problem_one_patron(),
  'no-address': () => m.desk_problem_no_address(),
  // A status from which none leads to the one that was chosen.
  available: () => m.copies_field_no_way(),
  'in-repair': () => m.copies_field_no_way(),
  lost: () => m.copies_field_no_way(),
  missing: () => m.copies_field_no_way(),
  withdrawn: () => m.copies_field_no_way(),
  'on-order': () => m.copies_field_no_way(),
  deed: () => m.errors_field_choice(),
  'too-many': () => m.lists_problem_too_many(),
  'contacts-many': () => m.patrons_problem_contacts_many(),
  'people-list': () => m.lists_problem_people_list(),
  'step-twice': (value) => m.rollover_problem_step_twice({ name: value }),
  'nothing-steps': () => m.rollover_problem_nothing_steps(),
  'not-rehearsed': () => m.rollover_problem_not_rehearsed(),
  'confirm-mismatch': () => m.privacy_confirm_mismatch(),
  'folder-name': () => m.imports_auto_error_folder(),
  'time-of-day': () => m.imports_auto_error_time(),
  time: () => m.calendar_problem_time(),
  overlap: () => m.calendar_problem_overlap(),
  'closed-weekday': () => m.calendar_problem_closed_weekday(),
  'term-overlaps': (value) => m.calendar_problem_term_overlaps({ name: value }),
  'closure-overlaps': () => m.calendar_problem_closure_overlaps(),
  'closure-too-long': () => m.calendar_problem_closure_too_long(),
  'closure-too-old': () => m.calendar_problem_closure_too_old(),
  'not-in-closure': () => m.calendar_problem_not_in_closure(),
  'calendar-not-a-calendar': () => m.calendar_problem_not_a_calendar(),
  'calendar-line-broken': (value) => m.calendar_problem_line_broken({ line: value }),
  'calendar-not-closed': (value) => m.calendar_problem_not_closed({ line: value }),
  'site-not-yours': () => m.errors_field_site_not_yours(),
  'generic-account': () => m.patrons_problem_generic_account(),
  'generic-sites': () => m.patrons_problem_generic_sites(),
  'teacher-not-staff': () => m.patrons_problem_teacher_not_staff(),
  'class-not-empty': () => m.patrons_problem_class_not_empty(),
  'merge-itself': () => m.merge_problem_itself(),
  'merge-generic': () => m.merge_problem_generic(),
  'merge-own-record': () => m.merge_problem_own_record(),
  'merge-undone': () => m.merge_problem_undone(),
  'merge-undo-over': () => m.merge_problem_undo_over(),
  'merge-merged-again': () => m.merge_problem_merged_again(),
  origin: (value) => m.widget_origin_wrong({ value }),
  colour: () => m.widget_colour_wrong(),
  'too-many-origins': () => m.widget_too_many_origins(),
  'too-many-widgets': () => m.widget_too_many(),
  'too-many-searches': () => m.discovery_too_many(),
};

const PHOTO_TEXTS: Readonly<Record<PhotoProblem, Text>> = {
  'photo-missing': () => m.errors_field_photo_missing(),
  'photo-type': () => m.errors_field_photo_type(),
  'photo-too-large': () => m.errors_field_photo_too_large(),
  'photo-pixels': () => m.errors_field_photo_pixels(),
  'photo-broken': () => m.errors_field_photo_broken(),
  'generic-photo': () => m.errors_field_generic_photo(),
};

const PICTURE_TEXTS: Readonly<Record<`picture-${PictureProblem}`, Text>> = {
  'picture-missing': () => m.covers_problem_missing(),
  'picture-type': () => m.covers_problem_type(),
  'picture-too-large': () => m.covers_problem_too_large(),
  'picture-pixels': () => m.covers_problem_pixels(),
  'picture-broken': () => m.covers_problem_broken(),
};

const LABEL_TEXTS: Readonly<Record<string, Text>> = {
  'no-range': () => m.labels_problem_no_range(),
  'range-used-up': () => m.labels_problem_used_up(),
  'prefix-digits': () => m.labels_problem_prefix_digits(),
  'prefix-code39': () => m.labels_problem_prefix_code39(),
  'range-digits': () => m.labels_problem_range_digits(),
  'range-order': () => m.labels_problem_range_order(),
  'sheet-too-narrow': () => m.labels_problem_narrow(),
  'sheet-too-short': () => m.labels_problem_short(),
  'fund-in-use': () => m.labels_problem_fund_in_use(),
};

const ALL: Readonly<Record<string, Text>> = {
  ...PATRON_PROBLEM_TEXTS,
  ...PATRON_FIELD_TEXTS,
  ...PHOTO_TEXTS,
  ...PICTURE_TEXTS,
  ...LABEL_TEXTS,
  ...BATCH_FIELD_TEXTS,
  ...MARC_TEXTS,
  ...CATALOGUING_FIELD_TEXTS,
  ...TEXTS,
};

/** Whether a code has words of its own; the others read as "can't be accepted here". */
export const hasFieldText = (code: string): boolean => Object.hasOwn(ALL, code);

/**
 * What is wrong with a field, in the reader's language.
 * @param value the refused value, where the sentence names it.
 */
export const fieldText = (code: string, value = ''): string =>
  Object.hasOwn(ALL, code) ? (ALL[code]?.(value) ?? '') : m.errors_field_other();
