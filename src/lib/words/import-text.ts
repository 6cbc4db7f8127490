import type { ImportProblemCode } from '$lib/domain/imports/import-fields';
import { m } from '$lib/paraglide/messages.js';

/** What is said about each problem of a line of a patron file. */
const SENTENCES: Record<ImportProblemCode, () => string> = {
  'too-many-cells': () => m.patrons_problem_too_many_cells(),
  'too-few-cells': () => m.patrons_problem_too_few_cells(),
  'value-too-long': () => m.patrons_problem_value_too_long(),
  'value-undecodable': () => m.patrons_problem_value_undecodable(),
  'not-clearable': () => m.patrons_problem_not_clearable(),
  'username-shape': () => m.patrons_problem_username_shape(),
  'password-too-short': () => m.patrons_problem_password_too_short(),
  'email-shape': () => m.patrons_problem_email_shape(),
  'birth-date-invalid': () => m.patrons_problem_birth_date_invalid(),
  'yes-no-unknown': () => m.patrons_problem_yes_no_unknown(),
  'status-unknown': () => m.patrons_problem_status_unknown(),
  'status-restricted': () => m.patrons_problem_status_restricted(),
  'delete-only-disables': () => m.exports_problem_delete_only_disables(),
  'delete-not-stored': () => m.imports_problem_delete_not_stored(),
  'role-unknown': () => m.patrons_problem_role_unknown(),
  'role-not-a-patron': () => m.patrons_problem_role_not_a_patron(),
  'site-unknown': () => m.patrons_problem_site_unknown(),
  'library-group-unknown': () => m.patrons_problem_library_group_unknown(),
  'access-level-unknown': () => m.patrons_problem_access_level_unknown(),
  'until-not-importable': () => m.patrons_problem_until_not_importable(),
  'key-missing': () => m.patrons_problem_key_missing(),
  'duplicate-in-file': () => m.patrons_problem_duplicate_in_file(),
  'repeated-in-file': () => m.patrons_problem_repeated_in_file(),
  'generic-account': () => m.patrons_problem_generic_account(),
  'patron-of-other-site': () => m.patrons_problem_patron_of_other_site(),
  'sign-in-protected': () => m.patrons_problem_sign_in_protected(),
  'logins-not-yours': () => m.imports_problem_logins(),
  'last-administrator': () => m.batch_problem_last_administrator(),
  'single-sign-on-off': () => m.signon_problem_off(),
  'single-sign-on-unmatched': () => m.signon_problem_unmatched(),
  'single-sign-on-password': () => m.signon_problem_password(),
  'registering-not-yours': () => m.imports_problem_registering(),
  'name-required': () => m.patrons_problem_name_required(),
  'username-required': () => m.patrons_problem_username_required(),
  'username-taken': () => m.patrons_problem_username_taken(),
  'barcode-taken': () => m.patrons_problem_barcode_taken(),
  'admin-system-id-taken': () => m.patrons_problem_admin_system_id_taken(),
  'own-value-taken': () => m.imports_problem_own_value_taken(),
  'own-number': () => m.fields_problem_number(),
  'own-digits': () => m.fields_problem_digits(),
  'own-day': () => m.imports_problem_own_day(),
  'own-choice': () => m.fields_problem_choice(),
  'staff-form-class': () => m.patrons_problem_staff_form_class(),
  'form-class-not-student': () => m.patrons_problem_form_class_not_student(),
};

const isKnown = (code: string): code is ImportProblemCode => Object.hasOwn(SENTENCES, code);

/** Why a line or a field of a patron file is not taken, in the reader's language, with the other line in the way. */
export function importProblemText({
  code,
  otherLine,
}: {
  code: string;
  otherLine?: number | undefined;
}): string {
  const text = isKnown(code) ? SENTENCES[code]() : m.errors_field_other();
  return otherLine === undefined ? text : `${text} ${m.patrons_import_other_line({ line: otherLine })}`;
}
