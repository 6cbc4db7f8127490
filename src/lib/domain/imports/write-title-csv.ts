import { writePrice } from '../marc/price';
import { copiesCell } from './copy-cells';

/** What the columns of a table of titles are called; the import of such a table knows them by these names. */
export const TITLE_COLUMNS = [
  'Title',
  'Author',
  'ISBN',
  'Year',
  'Publisher',
  'Language',
  'Pages',
  'Kind',
  'Audience',
  'Subjects',
  'Summary',
  'Series',
  'Volume',
  'Call number',
  'Barcodes',
  'Price',
  'Fund',
  'Date acquired',
] as const;

interface TitleFacts {
  readonly title: string;
  readonly author: string | null;
  readonly isbn: string | null;
  readonly year: number | null;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly pages: string | null;
  readonly form: string;
  readonly audience: string | null;
  readonly subjects: readonly string[];
  readonly summary: string | null;
  readonly series: string | null;
  readonly volume: string | null;
  readonly callNumber: string | null;
}

interface CopyFacts {
  readonly barcode: string;
  /** In minor units. */
  readonly price: number | null;
  /** The fund's name. */
  readonly fund?: string | null;
  readonly acquiredOn?: string | null;
}

/** Several things in one cell are parted by `|`, as the import reads them. */
const listed = (parts: readonly string[]) => parts.join('|');

/** A title with its copies, what each cost, what paid for it and since when it is there, as a line, in the order of `TITLE_COLUMNS`. */
export function titleCells(title: TitleFacts, copies: readonly CopyFacts[]): string[] {
  // "xii, 246 p." is no number: a table has a plain one or none.
  const pages = /^\d+$/.exec(title.pages ?? '')?.[0] ?? '';
  const cells = [
    ...[title.title, title.author, title.isbn, title.year, title.publisher, title.language, pages],
    ...[title.form, title.audience, listed(title.subjects), title.summary, title.series, title.volume],
    ...[title.callNumber, listed(copies.map(({ barcode }) => barcode))],
    copiesCell(copies.map(({ price }) => (price === null ? null : writePrice(price)))),
    copiesCell(copies.map(({ fund }) => fund ?? null)),
    copiesCell(copies.map(({ acquiredOn }) => acquiredOn ?? null)),
  ];
  return cells.map((cell) => String(cell ?? ''));
}
