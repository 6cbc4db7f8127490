import type { PatronProblemCode } from '$lib/domain/patrons/validate-patron';
import { m } from '$lib/paraglide/messages.js';

/** What only the database knows. */
type UniqueProblemCode =
  'barcode-of-a-copy' | 'username-taken' | 'barcode-taken' | 'admin-system-id-taken' | 'public-search-taken';

/** What is wrong with a field of a patron, or worth knowing about it. */
export const PATRON_PROBLEM_TEXTS: Readonly<Record<PatronProblemCode | UniqueProblemCode, () => string>> = {
  required: () => m.patrons_problem_required(),
  'name-required': () => m.patrons_problem_name_required(),
  'username-shape': () => m.patrons_problem_username_shape(),
  'password-too-short': () => m.patrons_problem_password_too_short(),
  'email-shape': () => m.patrons_problem_email_shape(),
  'birth-year-range': () => m.patrons_problem_birth_year_range(),
  'until-invalid': () => m.patrons_problem_until_invalid(),
  'until-past': () => m.patrons_problem_until_past(),
  'form-class-not-student': () => m.patrons_problem_form_class_not_student(),
  'staff-form-class': () => m.patrons_problem_staff_form_class(),
  'base-level-missing': () => m.patrons_problem_base_level_missing(),
  'library-group-missing': () => m.patrons_problem_library_group_missing(),
  'barcode-missing': () => m.patrons_problem_barcode_missing(),
  'email-missing': () => m.patrons_problem_email_missing(),
  'primary-site-not-listed': () => m.patrons_problem_primary_site_not_listed(),
  'site-missing': () => m.patrons_problem_site_missing(),
  'contact-unreachable': () => m.patrons_problem_contact_unreachable(),
  'public-search-not-generic': () => m.patrons_problem_public_search_not_generic(),
  'generic-staff': () => m.patrons_problem_generic_staff(),
  'generic-single-sign-on': () => m.signon_problem_generic(),
  'generic-student': () => m.patrons_problem_generic_student(),
  'generic-name': () => m.patrons_problem_generic_name(),
  'generic-barcode': () => m.patrons_problem_generic_barcode(),
  'generic-email': () => m.patrons_problem_generic_email(),
  'generic-library-group': () => m.patrons_problem_generic_library_group(),
  'generic-rights': () => m.patrons_problem_generic_rights(),
  'generic-contacts': () => m.patrons_problem_generic_contacts(),
  'generic-class': () => m.patrons_problem_generic_class(),
  'barcode-of-a-copy': () => m.patrons_problem_barcode_of_a_copy(),
  'username-taken': () => m.patrons_problem_username_taken(),
  'barcode-taken': () => m.patrons_problem_barcode_taken(),
  'admin-system-id-taken': () => m.patrons_problem_admin_system_id_taken(),
  'public-search-taken': () => m.patrons_problem_public_search_taken(),
};
