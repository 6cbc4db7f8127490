import type { AuditRow } from '$lib/contracts/operations';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';

const SUBJECTS: Readonly<Record<string, () => string>> = {
  patron: () => m.settings_subject_patron(),
  copy: () => m.settings_subject_copy(),
  title: () => m.settings_subject_title(),
  loan: () => m.settings_subject_loan(),
  hold: () => m.settings_subject_hold(),
  fine: () => m.settings_subject_fine(),
  site: () => m.settings_subject_site(),
  district: () => m.settings_subject_district(),
  device: () => m.settings_subject_device(),
  job: () => m.settings_subject_job(),
  mail: () => m.settings_subject_mail(),
  'access-level': () => m.settings_subject_access_level(),
  'circulation-rule': () => m.settings_subject_circulation_rule(),
  'circulation-type': () => m.settings_subject_circulation_type(),
  'library-group': () => m.settings_subject_library_group(),
  'sign-in-provider': () => m.signon_subject(),
  'barcode-range': () => m.audit_of_barcode_range(),
  command: () => m.audit_of_command(),
  'fine-excuse': () => m.audit_of_fine_excuse(),
  'fine-payment': () => m.audit_of_fine_payment(),
  'form-class': () => m.audit_of_form_class(),
  fund: () => m.audit_of_fund(),
  'import-profile': () => m.audit_of_import_profile(),
  'import-token': () => m.audit_of_import_token(),
  'label-format': () => m.audit_of_label_format(),
  'lookup-source': () => m.audit_of_lookup_source(),
  'patron-field': () => m.audit_of_patron_field(),
  'patron-list': () => m.audit_of_patron_list(),
  preference: () => m.audit_of_preference(),
  rollover: () => m.audit_of_rollover(),
  'saved-search': () => m.audit_of_saved_search(),
  stocktake: () => m.audit_of_stocktake(),
  'sync-exception': () => m.audit_of_sync_exception(),
  'title-import-profile': () => m.audit_of_title_import_profile(),
  widget: () => m.audit_of_widget(),
};

export const subjectWord = (type: string): string => SUBJECTS[type]?.() ?? type;

/** Who acted without an account: the system itself, or somebody before signing in. */
export const actorWord = (kind: string): string =>
  kind === 'system' ? m.settings_audit_system() : m.settings_audit_nobody();

/** An id short enough for a table; the whole of it is in the link and in the details. */
export const shortId = (id: string): string => (id.length > 13 ? `…${id.slice(-12)}` : id);

/** Date and time on the clock of this zone, to the second: order matters here. */
export const exactTime = (at: string, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : getLocale(), {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timeZone ? { timeZone } : {}),
  }).format(Date.parse(at));

const written = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** Details as names and values; they hold ids, codes and numbers only. */
export const auditDetails = ({ details }: Pick<AuditRow, 'details'>) =>
  Object.entries(details)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]: [string, unknown]) => ({ name, value: written(value) }));
