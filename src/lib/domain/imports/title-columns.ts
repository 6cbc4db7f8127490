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

export interface TitleColumns {
  readonly names: readonly string[];
  readonly fields: readonly (TitleCsvField | null)[];
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
