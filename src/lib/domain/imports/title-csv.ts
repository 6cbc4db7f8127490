import { readDay } from '../marc/acquired-day';
import { isbn13 } from '../marc/isbn';
import { parsePrice } from '../marc/price';
import { plainCell } from '../shared/csv-cell';
import type { LocalDate } from '../shared/local-date';
import { normalizeBarcode, type Barcode } from '../shared/barcode';
import { normalizeHeader } from './csv-shape';

/** What a column of a title file can mean. */
export const TITLE_CSV_FIELDS = [
  'title',
  'author',
  'illustrator',
  'translator',
  'originalTitle',
  'isbn13',
  'year',
  'publisher',
  'language',
  'pages',
  'kind',
  'audience',
  'subjects',
  'summary',
  'series',
  'volume',
  'popularity',
  'copiesHint',
  'callNumber',
  'barcodes',
  'price',
  'fund',
  'acquiredOn',
] as const;

export type TitleCsvField = (typeof TITLE_CSV_FIELDS)[number];

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
  readonly barcodes: readonly Barcode[];
  /** Of each copy, in minor units. */
  readonly price: number | null;
  /** What the copies were paid from, by its name. */
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

export interface TitleColumns {
  readonly names: readonly string[];
  readonly fields: readonly (TitleCsvField | null)[];
}

export interface MappedTitle {
  readonly line: number;
  readonly draft: TitleCsvDraft | null;
  readonly problems: readonly TitleCsvProblem[];
}

const HEADERS: Readonly<Record<string, TitleCsvField>> = {
  title: 'title',
  author: 'author',
  authors: 'author',
  illustrator: 'illustrator',
  translator: 'translator',
  originaltitle: 'originalTitle',
  isbn: 'isbn13',
  isbn13: 'isbn13',
  year: 'year',
  publicationyear: 'year',
  publisher: 'publisher',
  language: 'language',
  pages: 'pages',
  kind: 'kind',
  audience: 'audience',
  agerange: 'audience',
  targetaudience: 'audience',
  subject: 'subjects',
  subjects: 'subjects',
  categories: 'subjects',
  summary: 'summary',
  description: 'summary',
  series: 'series',
  seriestitle: 'series',
  volume: 'volume',
  volumenumber: 'volume',
  popularity: 'popularity',
  copies: 'copiesHint',
  copieshint: 'copiesHint',
  quantity: 'copiesHint',
  callnumber: 'callNumber',
  barcode: 'barcodes',
  barcodes: 'barcodes',
  price: 'price',
  cost: 'price',
  copyprice: 'price',
  fund: 'fund',
  fundname: 'fund',
  fundingsource: 'fund',
  acquired: 'acquiredOn',
  acquiredon: 'acquiredOn',
  dateacquired: 'acquiredOn',
  acquisitiondate: 'acquiredOn',
  purchasedate: 'acquiredOn',
};

/**
 * What the columns of a title file mean, by their headers; a doubled column is read once.
 * @returns null when there is no title column, so that nothing could be imported
 */
export function detectTitleColumns(headers: readonly string[]): TitleColumns | null {
  const normal = headers.map(normalizeHeader);
  const wanted = normal.map((header) => (Object.hasOwn(HEADERS, header) ? (HEADERS[header] ?? null) : null));
  if (!wanted.includes('title')) return null;
  return {
    names: headers.map((header, index) => header.replace(/^\ufeff/, '').trim() || `#${index + 1}`),
    fields: wanted.map((field, index) => (wanted.indexOf(field) === index ? field : null)),
  };
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
    barcodes: read.barcodes(),
    price: read.parsed('price', (text) => parsePrice(text, 'units'), 'price-unreadable'),
    fund: read.text('fund'),
    acquiredOn: read.day('acquiredOn'),
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

  /** What stands for no day is no fault. */
  day(field: TitleCsvField): LocalDate | null {
    const text = this.text(field);
    const day = text === null ? null : readDay(text);
    if (day === undefined && text !== null) this.report('day-unreadable', 'field', field, text);
    return day ?? null;
  }

  list(field: TitleCsvField): readonly string[] {
    const parts = (this.text(field) ?? '').split('|').map((part) => part.trim());
    return [...new Set(parts.filter(Boolean))];
  }

  /** Only `|` separates barcodes, since spaces and commas may belong to one. */
  barcodes(): readonly Barcode[] {
    const all = (this.text('barcodes') ?? '').split('|').flatMap((part) => normalizeBarcode(part) ?? []);
    const once = [...new Set(all)];
    if (once.length < all.length) this.report('barcode-repeated', 'field', 'barcodes');
    return once;
  }
}

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
