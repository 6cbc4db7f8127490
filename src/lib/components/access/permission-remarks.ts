import type { PermissionSection } from '$lib/domain/access/permission-ids';
import type { ConditionCode, PartialNeed, PermissionNote } from '$lib/domain/access/permission-shape';
import { m } from '$lib/paraglide/messages.js';

export const SECTION_LABELS: Readonly<Record<PermissionSection, () => string>> = {
  patronManagement: m.permissions_section_patron_management,
  patronStatus: m.permissions_section_patron_status,
  administration: m.permissions_section_administration,
  fines: m.permissions_section_fines,
  selfService: m.permissions_section_self_service,
  catalogue: m.permissions_section_catalogue,
  circulation: m.permissions_section_circulation,
  holds: m.permissions_section_holds,
  lists: m.permissions_section_lists,
  system: m.permissions_section_system,
};

export const CONDITION_TEXTS: Readonly<Record<ConditionCode, () => string>> = {
  'currently-teaching': m.permissions_condition_currently_teaching,
  'has-patron-record': m.permissions_condition_has_patron_record,
  'patrons-may-create-logins': m.permissions_condition_patrons_may_create_logins,
  'service-teams-configured': m.permissions_condition_service_teams_configured,
  'smtp-configured': m.permissions_condition_smtp_configured,
};

export const PART_TEXTS: Readonly<Record<PartialNeed['part'], () => string>> = {
  'delete-reports': m.permissions_part_delete_reports,
  'current-checkouts-report': m.permissions_part_current_checkouts_report,
  'fine-history-report': m.permissions_part_fine_history_report,
  'email-list': m.permissions_part_email_list,
};

export const NOTE_TEXTS: Readonly<Record<PermissionNote, () => string>> = {
  'merge-tab-for-administrators': m.permissions_note_merge_tab_for_administrators,
  'scan-needed-without-it': m.permissions_note_scan_needed_without_it,
  'custom-reports-run-only': m.permissions_note_custom_reports_run_only,
  'district-wide-reports': m.permissions_note_district_wide_reports,
  'material-preferences-elsewhere': m.permissions_note_material_preferences_elsewhere,
  'limited-by-max-holds': m.permissions_note_limited_by_max_holds,
  'only-unavailable-titles-without-it': m.permissions_note_only_unavailable_titles_without_it,
  'waits-for-approval-without-it': m.permissions_note_waits_for_approval_without_it,
  'library-materials-only': m.permissions_note_library_materials_only,
  'textbooks-only': m.permissions_note_textbooks_only,
  'resources-only': m.permissions_note_resources_only,
  'media-only': m.permissions_note_media_only,
  'library-and-media': m.permissions_note_library_and_media,
  'textbooks-and-resources': m.permissions_note_textbooks_and_resources,
};
