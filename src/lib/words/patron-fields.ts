import { m } from '$lib/paraglide/messages.js';

const NAMES: Readonly<Record<string, () => string>> = {
  kind: () => m.patrons_field_kind(),
  username: () => m.patrons_field_username(),
  password: () => m.patrons_field_password(),
  barcode: () => m.patrons_field_barcode(),
  adminSystemId: () => m.patrons_field_admin_system_id(),
  givenName: () => m.patrons_field_given_name(),
  middleName: () => m.patrons_field_middle_name(),
  preferredName: () => m.patrons_field_preferred_name(),
  surname: () => m.patrons_field_surname(),
  fullName: () => m.patrons_field_full_name(),
  primaryEmail: () => m.patrons_field_primary_email(),
  birthYear: () => m.patrons_field_birth_year(),
  enabled: () => m.patrons_field_enabled(),
  status: () => m.patrons_field_status(),
  role: () => m.patrons_field_role(),
  staffMember: () => m.patrons_field_staff_member(),
  student: () => m.patrons_field_student(),
  currentlyTeaching: () => m.patrons_field_currently_teaching(),
  teacher: () => m.patrons_field_teacher(),
  until: () => m.patrons_field_until(),
  cohort: () => m.patrons_field_cohort(),
  formClass: () => m.patrons_field_form_class(),
  libraryGroupIds: () => m.patrons_field_library_group_ids(),
  libraryGroups: () => m.patrons_field_library_groups(),
  accessLevelIds: () => m.patrons_field_access_level_ids(),
  accessLevels: () => m.patrons_field_access_levels(),
  siteIds: () => m.patrons_field_site_ids(),
  sites: () => m.patrons_field_sites(),
  primarySiteId: () => m.patrons_field_primary_site_id(),
  publicSearch: () => m.patrons_field_public_search(),
  contacts: () => m.patrons_field_contacts(),
};

/** How a field of a patron, or a column of a patron file, is called. */
export const patronFieldName = (field: string): string => NAMES[field]?.() ?? field;
