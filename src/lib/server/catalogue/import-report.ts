import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { TitleOutcome } from '$lib/domain/imports/title-import-codes';
import type { TagChange } from '$lib/domain/marc/same-record';
import type { ImportNote } from './incoming';
import type { ReportWords } from './report-words';

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

/** `field`: a part of the title or copy by its name in the API, or a MARC tag. */
export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface ReportLine {
  number: number;
  outcome: TitleOutcome;
  title: string;
  /** The copy that the line speaks of; '' for the record itself. */
  barcode: string;
  notes: readonly ImportNote[];
  changes: readonly FieldChange[];
}

const MOST_SHOWN = 300;
const shown = (value: unknown): string => {
  const text = Array.isArray(value)
    ? value.join('; ')
    : value === null || value === undefined
      ? ''
      : String(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
};

/** Columns that only follow from others. */
const DERIVED: readonly string[] = ['marc', 'sortTitle', 'isbn', 'source'];

/** In which MARC fields the parts of a title stand; other fields are told by their tags. */
const TAGS: Readonly<Record<string, RegExp>> = {
  title: /^245/,
  subtitle: /^245/,
  responsibility: /^245/,
  author: /^1/,
  contributors: /^7[01]/,
  series: /^(?:490|830|440|800)/,
  volume: /^(?:490|830|440|800)/,
  year: /^(?:008|26[04])/,
  publisher: /^26[04]/,
  edition: /^250/,
  language: /^0(?:08|41)/,
  subjects: /^6/,
  summary: /^520/,
  pages: /^300/,
  level: /^52[16]/,
  isbns: /^020/,
  callNumber: /^(?:0[5-9]|852)/,
  controlNumber: /^00[13]/,
};

/** What changes, as people are told it. */
export function fieldChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  tags: readonly TagChange[] = [],
): FieldChange[] {
  const fields = Object.keys(after).filter((field) => !DERIVED.includes(field));
  const explained = (tag: string) => fields.some((field) => TAGS[field]?.test(tag));
  return [
    ...fields.map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) })),
    ...tags
      .filter(({ tag }) => !explained(tag))
      .map(({ tag, before: old, after: next }) => ({ field: tag, before: shown(old), after: shown(next) })),
  ];
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

const NOTHING: FieldChange = { field: '', before: '', after: '' };

/** A row for each changed field, or one. The codes are for programs, the sentences for people. */
function rowsOf(
  { number, outcome, title, barcode, notes, changes }: ReportLine,
  words: ReportWords,
): string[][] {
  const codes = codesOf(notes);
  const sentences = codes.map((code) => words.sentences[code]).join(' ');
  const told = [words.outcomes[outcome], title, barcode, codes.join(' '), detailsOf(notes), sentences];
  return (changes.length > 0 ? changes : [NOTHING]).map(({ field, before, after }) => [
    String(number),
    ...told,
    field,
    before,
    after,
  ]);
}

/** Writes the report of an import as CSV, a line per record and per copy that something is to be said about. */
export function openReport(path: string, words: ReportWords) {
  const file = createWriteStream(path, { encoding: 'utf8' });
  const failed = once(file, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => undefined);
  const textOf = (rows: readonly string[][]) =>
    rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
  file.write(`\ufeff${textOf([words.head])}`);
  return {
    write(lines: readonly ReportLine[]) {
      file.write(textOf(lines.flatMap((line) => rowsOf(line, words))));
    },
    async close() {
      file.end();
      await Promise.race([once(file, 'finish'), failed]);
    },
  };
}
