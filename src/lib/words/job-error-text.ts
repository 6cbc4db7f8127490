import type { JobErrorCode } from '$lib/contracts/operations';
import { m } from '$lib/paraglide/messages.js';

/** Why a job did not do its work, and what to do next. */
const SENTENCES: Readonly<Record<JobErrorCode, () => string>> = {
  'file-empty': () => m.errors_job_file_empty(),
  'unknown-format': () => m.errors_job_unknown_format(),
  unimarc: () => m.errors_job_unimarc(),
  'encoding-unknown': () => m.cataloguing_job_encoding(),
  'gzip-broken': () => m.errors_job_gzip_broken(),
  'too-large': () => m.errors_job_too_large(),
  'file-no-table': () => m.errors_job_file_no_table(),
  'no-key-column': () => m.errors_job_no_key_column(),
  'field-gone': () => m.fields_job_field_gone(),
  'import-field-gone': () => m.imports_job_field_gone(),
  'rollover-changed': () => m.rollover_job_changed(),
  'rehearsal-needs-file': () => m.rollover_job_needs_file(),
  'changed-meanwhile': () => m.batch_job_changed_meanwhile(),
  'patron-kept': () => m.privacy_job_patron_kept(),
  'patron-gone': () => m.privacy_job_patron_gone(),
  'xml-broken': () => m.exports_job_xml_broken(),
  'xml-entities': () => m.exports_job_xml_entities(),
  'changes-not-xml': () => m.imports_job_changes_not_xml(),
  'xml-no-patrons': () => m.exports_job_xml_no_patrons(),
  'no-rows': () => m.imports_job_no_rows(),
  'no-people-file': () => m.imports_job_no_people_file(),
  'one-table': () => m.imports_job_one_table(),
  'no-photos': () => m.imports_job_no_photos(),
  'zip-refused': () => m.imports_job_zip_refused(),
  'zip-broken': () => m.imports_job_zip_broken(),
  'rollover-open': () => m.imports_job_rollover_open(),
  'stocktake-not-closed': () => m.stocktake_job_not_closed(),
  'unknown-kind': () => m.errors_job_unknown_kind(),
  interrupted: () => m.errors_job_interrupted(),
  unexpected: () => m.errors_job_unexpected(),
};

const isKnown = (code: string): code is JobErrorCode => Object.hasOwn(SENTENCES, code);

/** Why a job failed, in the reader's language. Unknown codes read as "stopped with an error". */
export const jobErrorText = (code: string | null): string =>
  SENTENCES[code !== null && isKnown(code) ? code : 'unexpected']();
