import {
  TITLE_IMPORT_CODES,
  TITLE_OUTCOMES,
  type TitleImportCode,
  type TitleOutcome,
} from '$lib/domain/imports/title-import-codes';
import { m } from '$lib/paraglide/messages.js';
import { titleImportText, titleOutcomeWord } from '$lib/words/title-import-text';
import { inLocale } from '../http/locale';

/** The words of an import's report in one language, as plain values: the thread that writes it has no messages. */
export interface ReportWords {
  head: string[];
  outcomes: Readonly<Record<TitleOutcome, string>>;
  sentences: Readonly<Record<TitleImportCode, string>>;
}

const each = <Code extends string>(codes: readonly Code[], text: (code: Code) => string) =>
  Object.fromEntries(codes.map((code) => [code, text(code)])) as Record<Code, string>;

export const reportWords = (locale: 'en' | 'es'): ReportWords =>
  inLocale(locale, 'http://localhost', () => ({
    head: [
      m.titles_report_record(),
      m.titles_report_outcome(),
      m.titles_report_title(),
      m.titles_report_barcode(),
      m.titles_report_reasons(),
      m.titles_report_details(),
      m.titles_report_explanation(),
      m.cataloguing_report_field(),
      m.cataloguing_report_before(),
      m.cataloguing_report_after(),
    ],
    outcomes: each(TITLE_OUTCOMES, titleOutcomeWord),
    sentences: each(TITLE_IMPORT_CODES, titleImportText),
  }));
