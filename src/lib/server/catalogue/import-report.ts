import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { TitleOutcome } from '$lib/domain/imports/title-import-codes';
import { titleImportText, titleOutcomeWord } from '$lib/words/title-import-text';
import { m } from '$lib/paraglide/messages.js';
import { inLocale } from '../http/locale';
import type { ImportNote } from './incoming';

/** What an import did, or would do; shown to people and kept with the job. */
export interface ImportCounts {
  dryRun: boolean;
  records: number;
  titles: { created: number; updated: number; unchanged: number };
  copies: { created: number; updated: number; unchanged: number; refused: number };
  refused: number;
  skipped: number;
}

export const noCounts = (dryRun: boolean): ImportCounts => ({
  dryRun,
  records: 0,
  titles: { created: 0, updated: 0, unchanged: 0 },
  copies: { created: 0, updated: 0, unchanged: 0, refused: 0 },
  refused: 0,
  skipped: 0,
});

export interface ReportLine {
  number: number;
  outcome: TitleOutcome;
  title: string;
  /** The copy that the line speaks of; '' for the record itself. */
  barcode: string;
  notes: readonly ImportNote[];
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const codesOf = (notes: readonly ImportNote[]) => [...new Set(notes.map(({ code }) => code))];
const detailsOf = (notes: readonly ImportNote[]) =>
  notes
    .map(({ tag, detail }) => [tag, detail].filter(Boolean).join(' '))
    .filter(Boolean)
    .join(' | ')
    .slice(0, 500);

const head = () => [
  m.titles_report_record(),
  m.titles_report_outcome(),
  m.titles_report_title(),
  m.titles_report_barcode(),
  m.titles_report_reasons(),
  m.titles_report_details(),
  m.titles_report_explanation(),
];

/** The codes are for programs, the sentences for people. */
function cellsOf({ number, outcome, title, barcode, notes }: ReportLine): string[] {
  const codes = codesOf(notes);
  const sentences = codes.map(titleImportText).join(' ');
  return [
    String(number),
    titleOutcomeWord(outcome),
    title,
    barcode,
    codes.join(' '),
    detailsOf(notes),
    sentences,
  ];
}

/**
 * Writes the report of an import as CSV in the language of who asked for it, a line per record and per copy that
 * something is to be said about.
 */
export function openReport(path: string, locale: 'en' | 'es') {
  const file = createWriteStream(path, { encoding: 'utf8' });
  const failed = once(file, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => undefined);
  const write = (rows: () => string[][]) =>
    inLocale(locale, 'http://localhost', () => {
      for (const cells of rows()) file.write(`${cells.map(cell).join(',')}\r\n`);
    });
  file.write('\ufeff');
  write(() => [head()]);
  return {
    write: (lines: readonly ReportLine[]) => write(() => lines.map(cellsOf)),
    async close() {
      file.end();
      await Promise.race([once(file, 'finish'), failed]);
    },
  };
}
