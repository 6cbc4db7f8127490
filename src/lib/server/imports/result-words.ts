import { IMPORT_PROBLEM_CODES, PATRON_IMPORT_FIELDS } from '$lib/domain/imports/import-fields';
import { m } from '$lib/paraglide/messages.js';
import { importProblemText } from '$lib/words/import-text';
import { patronFieldName } from '$lib/words/patron-fields';
import { inLocale } from '../http/locale';

/** The words of result files in one language, as plain values: the thread that writes them has no messages. */
export interface ResultWords {
  head: string[];
  reason: string;
  yes: string;
  no: string;
  /** With `{line}` where the other line of the file is named. */
  otherLine: string;
  problems: Record<string, string>;
  fields: Record<string, string>;
}

const LISTS = ['libraryGroupIds', 'accessLevelIds', 'siteIds', 'primarySiteId'];

export const resultWords = (locale: 'en' | 'es', origin: string): ResultWords =>
  inLocale(locale, origin, () => ({
    head: [
      m.patrons_result_line(),
      m.patrons_result_status(),
      m.patrons_result_name(),
      m.patrons_result_key(),
      m.patrons_result_field(),
      m.patrons_result_before(),
      m.patrons_result_after(),
      m.patrons_result_column(),
      m.patrons_result_value(),
      m.patrons_result_reason(),
    ],
    reason: m.patrons_result_reason(),
    yes: m.common_yes(),
    no: m.common_no(),
    otherLine: m.patrons_import_other_line({ line: '{line}' }),
    problems: Object.fromEntries(IMPORT_PROBLEM_CODES.map((code) => [code, importProblemText({ code })])),
    fields: Object.fromEntries(
      [...PATRON_IMPORT_FIELDS, ...LISTS].map((field) => [field, patronFieldName(field)]),
    ),
  }));
