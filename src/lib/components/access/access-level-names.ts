import type { AccessLevelKey } from '$lib/domain/access/permission-shape';
import { m } from '$lib/paraglide/messages.js';

/** Names of the levels that the product ships; a district's own levels carry their name in the database. */
export const ACCESS_LEVEL_NAMES: Readonly<Record<AccessLevelKey, () => string>> = {
  'destiny-administrator': m.permissions_level_destiny_administrator,
  'district-patrons-manager': m.permissions_level_district_patrons_manager,
  'district-reports-creator': m.permissions_level_district_reports_creator,
  'district-reports-manager': m.permissions_level_district_reports_manager,
  'district-library-cataloger': m.permissions_level_district_library_cataloger,
  'district-textbooks-manager': m.permissions_level_district_textbooks_manager,
  'district-resource-manager': m.permissions_level_district_resource_manager,
  'site-administrator': m.permissions_level_site_administrator,
  'library-administrator': m.permissions_level_library_administrator,
  'textbook-administrator': m.permissions_level_textbook_administrator,
  'resource-administrator': m.permissions_level_resource_administrator,
  staff: m.permissions_level_staff,
  teacher: m.permissions_level_teacher,
  patron: m.permissions_level_patron,
  'self-service': m.permissions_level_self_service,
  'library-users': m.permissions_level_library_users,
  'library-circulation-only': m.permissions_level_library_circulation_only,
  'can-override-blocks': m.permissions_level_can_override_blocks,
  librarian: m.permissions_level_librarian,
  'system-administrator': m.permissions_level_system_administrator,
};

/** What each shipped level is for, in one sentence. */
export const ACCESS_LEVEL_DESCRIPTIONS: Readonly<Record<AccessLevelKey, () => string>> = {
  'destiny-administrator': m.permissions_level_about_destiny_administrator,
  'district-patrons-manager': m.permissions_level_about_district_patrons_manager,
  'district-reports-creator': m.permissions_level_about_district_reports_creator,
  'district-reports-manager': m.permissions_level_about_district_reports_manager,
  'district-library-cataloger': m.permissions_level_about_district_library_cataloger,
  'district-textbooks-manager': m.permissions_level_about_district_textbooks_manager,
  'district-resource-manager': m.permissions_level_about_district_resource_manager,
  'site-administrator': m.permissions_level_about_site_administrator,
  'library-administrator': m.permissions_level_about_library_administrator,
  'textbook-administrator': m.permissions_level_about_textbook_administrator,
  'resource-administrator': m.permissions_level_about_resource_administrator,
  staff: m.permissions_level_about_staff,
  teacher: m.permissions_level_about_teacher,
  patron: m.permissions_level_about_patron,
  'self-service': m.permissions_level_about_self_service,
  'library-users': m.permissions_level_about_library_users,
  'library-circulation-only': m.permissions_level_about_library_circulation_only,
  'can-override-blocks': m.permissions_level_about_can_override_blocks,
  librarian: m.permissions_level_about_librarian,
  'system-administrator': m.permissions_level_about_system_administrator,
};
