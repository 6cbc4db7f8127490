import type { RecordProblemCode } from '$lib/domain/marc/check-record';
import type { WriteRefusalCode } from '$lib/domain/marc/write-iso2709';
import { m } from '$lib/paraglide/messages.js';

/** What is wrong with a field of a record, or why it can't be written into a file. */
export const MARC_TEXTS: Readonly<Record<RecordProblemCode | WriteRefusalCode, () => string>> = {
  'marc-leader': () => m.marc_problem_leader(),
  'marc-type': () => m.marc_problem_type(),
  'marc-tag': () => m.marc_problem_tag(),
  'marc-kind': () => m.marc_problem_kind(),
  'marc-indicator': () => m.marc_problem_indicator(),
  'marc-code': () => m.marc_problem_code(),
  'marc-sign': () => m.marc_problem_sign(),
  'marc-empty': () => m.marc_problem_empty(),
  'marc-no-title': () => m.marc_problem_no_title(),
  'marc-repeated': () => m.marc_problem_repeated(),
  'marc-fixed-length': () => m.marc_problem_fixed_length(),
  'marc-isbn': () => m.marc_problem_isbn(),
  'record-too-long': () => m.marc_refused_record_too_long(),
  'field-too-long': () => m.marc_refused_field_too_long(),
  'field-unwritable': () => m.marc_refused_field_unwritable(),
  'xml-unwritable': () => m.marc_refused_xml_unwritable(),
};

/** Codes of what is typed for an import or a source of records. */
export const CATALOGUING_FIELD_TEXTS: Readonly<Record<string, () => string>> = {
  match: () => m.errors_field_choice(),
  repeated: () => m.cataloguing_field_repeated(),
  'lookup-index': () => m.cataloguing_field_lookup_index(),
  'lookup-address': () => m.cataloguing_field_lookup_address(),
};
