import { ITEM_FIELDS, type ItemField } from '$lib/contracts/catalogue';
import { m } from '$lib/paraglide/messages.js';
import type { Choice } from './title-choices';

/** The library systems that write copies into these fields. */
const FIELDS: Readonly<Record<ItemField, () => string>> = {
  auto: m.titles_import_field_auto,
  none: m.titles_import_field_none,
  '852p': m.titles_import_field_852,
  '952p': m.titles_import_field_952,
  '949i': m.titles_import_field_949,
  '999i': m.titles_import_field_999,
  '876p': m.titles_import_field_876,
};

export const itemFieldChoices = (): Choice[] =>
  ITEM_FIELDS.map((value) => ({ value, label: FIELDS[value]() }));

/** Why an import stopped, and what to do about it. */
const FAILURES: Readonly<Record<string, () => string>> = {
  'file-empty': m.titles_import_file_empty,
  'unknown-format': m.titles_import_unknown_format,
  'gzip-broken': m.titles_import_gzip_broken,
  unimarc: m.titles_import_unimarc,
  'too-large': m.titles_import_too_large,
  interrupted: m.titles_import_interrupted,
};

export const importFailure = (code: string | null): string =>
  (FAILURES[code ?? ''] ?? m.titles_import_unexpected)();
