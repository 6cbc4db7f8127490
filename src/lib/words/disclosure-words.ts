import { m } from '$lib/paraglide/messages.js';
import { patronFieldName } from './patron-fields';

type Text = () => string;

/** What each part of a subject-access export is called. */
export const SECTION_WORDS: Readonly<Record<string, Text>> = {
  record: () => m.privacy_section_record(),
  sites: () => m.privacy_section_sites(),
  groups: () => m.privacy_section_groups(),
  levels: () => m.privacy_section_levels(),
  fields: () => m.privacy_section_fields(),
  contacts: () => m.privacy_section_contacts(),
  notes: () => m.privacy_section_notes(),
  blocks: () => m.privacy_section_blocks(),
  loans: () => m.privacy_section_loans(),
  overrides: () => m.privacy_section_overrides(),
  holds: () => m.privacy_section_holds(),
  fines: () => m.privacy_section_fines(),
  payments: () => m.privacy_section_payments(),
  letters: () => m.privacy_section_letters(),
  lists: () => m.privacy_section_lists(),
  searches: () => m.discovery_saved(),
  preferences: () => m.privacy_section_preferences(),
  changes: () => m.privacy_section_changes(),
  merges: () => m.privacy_section_merges(),
  devices: () => m.privacy_section_devices(),
  exceptions: () => m.privacy_section_exceptions(),
  jobs: () => m.privacy_section_jobs(),
  sessions: () => m.privacy_section_sessions(),
  audit: () => m.privacy_section_audit(),
};

const COLUMNS: Readonly<Record<string, Text>> = {
  at: () => m.privacy_column_at(),
  title: () => m.privacy_column_title(),
  copy: () => m.privacy_column_copy(),
  site: () => m.privacy_column_site(),
  checkedOut: () => m.privacy_column_checked_out(),
  due: () => m.privacy_column_due(),
  returned: () => m.privacy_column_returned(),
  closed: () => m.privacy_column_ended(),
  ended: () => m.privacy_column_ended(),
  status: () => m.privacy_column_status(),
  renewals: () => m.privacy_column_renewals(),
  kind: () => m.privacy_column_kind(),
  code: () => m.privacy_column_code(),
  name: () => m.privacy_column_name(),
  value: () => m.privacy_column_value(),
  text: () => m.privacy_column_text(),
  note: () => m.privacy_column_text(),
  hidden: () => m.privacy_column_hidden(),
  alertAtDesk: () => m.privacy_column_alert(),
  reason: () => m.privacy_column_reason(),
  untilDay: () => m.privacy_column_until(),
  relation: () => m.privacy_column_relation(),
  email: () => m.privacy_column_email(),
  phone: () => m.privacy_column_phone(),
  receivesNotices: () => m.privacy_column_receives_notices(),
  notices: () => m.privacy_column_notices(),
  address: () => m.privacy_column_email(),
  sent: () => m.privacy_column_sent(),
  owed: () => m.privacy_column_owed(),
  amount: () => m.privacy_column_amount(),
  method: () => m.privacy_column_method(),
  role: () => m.privacy_column_role(),
  before: () => m.privacy_column_before(),
  after: () => m.privacy_column_after(),
  data: () => m.privacy_column_data(),
};

/** How a column of the export is called: as on the record's own form where it stands there. */
export const disclosedColumn = (section: string, column: string): string =>
  section === 'record' ? patronFieldName(column) : (COLUMNS[column]?.() ?? column);
