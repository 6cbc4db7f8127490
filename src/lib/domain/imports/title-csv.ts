import { readDay } from '../marc/acquired-day';
import { isbn13 } from '../marc/isbn';
import { parsePrice } from '../marc/price';
import { plainCell } from '../shared/csv-cell';
import type { LocalDate } from '../shared/local-date';
import { normalizeBarcode, type Barcode } from '../shared/barcode';
import { readCopiesCell } from './copy-cells';
import type { TitleColumns, TitleCsvField } from './title-columns';

/** A title as a file describes it, before the catalogue decides whether it has it already. */
export interface TitleCsvDraft {
  readonly title: string;
  readonly author: string | null;
  readonly illustrator: string | null;
  readonly translator: string | null;
  readonly originalTitle: string | null;
  /** 13 digits with a right check digit. */
  readonly isbn13: string | null;
  /** Year of publication; negative before the common era. */
  readonly year: number | null;
  readonly publisher: string | null;
  /** MARC 21 language code, three lower-case letters. */
  readonly language: string | null;
  readonly pages: number | null;
  /** The file's own word, such as `picture` or `nonfiction`. */
  readonly kind: string | null;
  /** Ages as the file gives them, such as `8-12` or `14+`. */
  readonly audience: string | null;
  readonly subjects: readonly string[];
  readonly summary: string | null;
  readonly series: string | null;
  /** Not always a number: `0.5`, `1-3`, `B`. */
  readonly volume: string | null;
  readonly popularity: number | null;
  /** How many copies a school would have of it. */
  readonly copiesHint: number | null;
  readonly callNumber: string | null;
  readonly copies: readonly TitleCsvCopy[];
}

/** A copy as its title's line describes it. */
export interface TitleCsvCopy {
  readonly barcode: Barcode;
  /** In minor units. */
  readonly price: number | null;
  /** What it was paid from, by its name. */
  readonly fund: string | null;
  readonly acquiredOn: LocalDate | null;
}

export const TITLE_CSV_PROBLEM_CODES = [
  'title-required',
  'isbn-invalid',
  'year-invalid',
  'language-invalid',
  'number-invalid',
  'too-many-cells',
  'value-undecodable',
  'barcode-repeated',
  'price-unreadable',
  'day-unreadable',
] as const;
export type TitleCsvProblemCode = (typeof TITLE_CSV_PROBLEM_CODES)[number];

export interface TitleCsvProblem {
  /** Line of the file, from 1, the header included. */
  readonly line: number;
  readonly column: string | null;
  readonly code: TitleCsvProblemCode;
  /** `row` refuses the title, `field` leaves that field empty. */
  readonly refuses: 'row' | 'field';
  readonly value?: string;
}

export interface MappedTitle {
  readonly line: number;
  readonly draft: TitleCsvDraft | null;
  readonly problems: readonly TitleCsvProblem[];
}

/**
 * Reads one line of a title file. A bad value leaves its field empty and is reported; only a line without a title, or
 * with more cells than columns, is refused.
 * @param line number of the line in the file, from 1
 * @returns null for a line without anything in it
 */
export function mapTitleRow(
  cells: readonly string[],
  line: number,
  columns: TitleColumns,
): MappedTitle | null {
  if (cells.every((cell) => cell.trim() === '')) return null;
  const reader = new TitleRowReader(cells, line, columns);
  if (cells.slice(columns.fields.length).some((cell) => cell.trim() !== '')) {
    reader.report('too-many-cells', 'row', null);
    return { line, draft: null, problems: reader.problems };
  }
  const draft = draftOf(reader);
  if (draft.title === '') reader.report('title-required', 'row', 'title');
  return { line, draft: draft.title === '' ? null : draft, problems: reader.problems };
}

function draftOf(read: TitleRowReader): TitleCsvDraft {
  return {
    title: read.text('title') ?? '',
    author: read.text('author'),
    illustrator: read.text('illustrator'),
    translator: read.text('translator'),
    originalTitle: read.text('originalTitle'),
    isbn13: read.parsed('isbn13', isbn13, 'isbn-invalid'),
    year: read.parsed('year', toYear, 'year-invalid'),
    publisher: read.text('publisher'),
    language: read.parsed('language', toLanguage, 'language-invalid'),
    pages: read.parsed('pages', toCount, 'number-invalid'),
    kind: read.text('kind'),
    audience: read.text('audience'),
    subjects: read.list('subjects'),
    summary: read.text('summary'),
    series: read.text('series'),
    volume: read.text('volume'),
    popularity: read.parsed('popularity', toCount, 'number-invalid'),
    copiesHint: read.parsed('copiesHint', toCount, 'number-invalid'),
    callNumber: read.text('callNumber'),
    copies: read.copies(),
  };
}

class TitleRowReader {
  readonly problems: TitleCsvProblem[] = [];

  constructor(
    private readonly cells: readonly string[],
    private readonly line: number,
    private readonly columns: TitleColumns,
  ) {}

  report(
    code: TitleCsvProblemCode,
    refuses: 'row' | 'field',
    field: TitleCsvField | null,
    value?: string,
  ): void {
    const column = field === null ? null : (this.columns.names[this.columns.fields.indexOf(field)] ?? null);
    this.problems.push({ line: this.line, column, code, refuses, ...(value === undefined ? {} : { value }) });
  }

  text(field: TitleCsvField): string | null {
    const cell = (this.cells[this.columns.fields.indexOf(field)] ?? '').trim();
    const text = plainCell(cell).normalize('NFC');
    if (!text.includes('\ufffd')) return text === '' ? null : text;
    this.report('value-undecodable', 'field', field, text);
    return null;
  }

  parsed<T>(
    field: TitleCsvField,
    parse: (text: string) => T | null | undefined,
    code: TitleCsvProblemCode,
  ): T | null {
    const text = this.text(field);
    const value = text === null ? null : (parse(text) ?? null);
    if (text !== null && value === null) this.report(code, 'field', field, text);
    return value;
  }

  list(field: TitleCsvField): readonly string[] {
    const parts = (this.text(field) ?? '').split('|').map((part) => part.trim());
    return [...new Set(parts.filter(Boolean))];
  }

  /** Only `|` separates barcodes, since spaces and commas may belong to one. Of a repeated one the first counts. */
  copies(): readonly TitleCsvCopy[] {
    const all = (this.text('barcodes') ?? '').split('|').flatMap((part) => normalizeBarcode(part) ?? []);
    const prices = this.#ofCopies('price', all.length, toPrice, 'price-unreadable');
    const funds = this.#fundsOf(all.length);
    const days = this.#ofCopies('acquiredOn', all.length, (text) => readDay(text), 'day-unreadable');
    const copies = all.map((barcode, i) => ({
      barcode,
      price: prices[i] ?? null,
      fund: funds[i] ?? null,
      acquiredOn: days[i] ?? null,
    }));
    const once = copies.filter(({ barcode }, i) => all.indexOf(barcode) === i);
    if (once.length < all.length) this.report('barcode-repeated', 'field', 'barcodes');
    return once;
  }

  /** By copy what `parse` reads: null stands for none, which is no fault; undefined is reported, each text once. */
  #ofCopies<T>(
    field: TitleCsvField,
    count: number,
    parse: (text: string) => T | null | undefined,
    code: TitleCsvProblemCode,
  ): readonly (T | null)[] {
    const text = this.text(field);
    if (text === null) return [];
    // A line without copies is read as if it had one, so that what is wrong with it is told.
    const parts = readCopiesCell(text, Math.max(count, 1));
    const values = (parts ?? []).map((part) => (part === '' ? null : parse(part)));
    const wrong = parts === null ? [text] : parts.filter((_, i) => values[i] === undefined);
    for (const one of new Set(wrong)) this.report(code, 'field', field, one);
    return values.map((value) => value ?? null);
  }

  /** A fund may be called so: where there is not one for each copy, the whole is the name of all. */
  #fundsOf(count: number): readonly (string | null)[] {
    const text = this.text('fund');
    if (text === null) return [];
    const parts = readCopiesCell(text, count) ?? Array.from({ length: count }, () => text);
    return parts.map((part) => part || null);
  }
}

const toPrice = (text: string) => parsePrice(text, 'units');

function toYear(text: string): number | null {
  const year = /^-?\d{1,4}$/.test(text) ? Number(text) : 0;
  return year === 0 ? null : year;
}

function toLanguage(text: string): string | null {
  const code = text.toLowerCase();
  return /^[a-z]{3}$/.test(code) ? code : null;
}

function toCount(text: string): number | null {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(count) ? count : null;
}
