import type { Misspellings } from './misspellings';
import type { PackedTexts, SortedTexts } from './sorted-keys';

/** The columns of the title index, in its order; `sites` has no words. */
export const WORD_COLUMNS = [
  'title',
  'author',
  'subject',
  'series',
  'publisher',
  'summary',
  'identifiers',
  'barcodes',
] as const;
export type WordColumn = (typeof WORD_COLUMNS)[number];

/** What a word counts in each of them. */
export const COLUMN_WEIGHTS = Float64Array.of(10, 6, 4, 4, 0.5, 1, 8, 8);

/** Every column's bit. */
export const columnBit = (column: WordColumn): number => 1 << WORD_COLUMNS.indexOf(column);

/** No year, no author, no series. */
export const NO_YEAR = -32_768;
export const NONE = 0xffff_ffff;

/** Bits of a title's `flags`. */
export const SUPPRESSED = 1;
/** Superseded by a later position, or gone. */
export const DEAD = 2;

/**
 * A place says in which columns a word stands in a title. Once: the column's number above 24 bits of its position.
 * Several times: this bit, and where the places are listed in `more`, their number first.
 */
export const SEVERAL = 0x8000_0000;
export const placeOf = (column: number, position: number) => (column << 24) | Math.min(position, 0xff_ffff);

/** Arrays with one entry per title, the position in them being the order of `title.seq`. */
export interface TitleArrays {
  seq: Uint32Array;
  form: Uint16Array;
  language: Uint16Array;
  level: Uint16Array;
  year: Int16Array;
  popularity: Uint32Array;
  createdAt: Float64Array;
  /** Places in the order of sort titles and sort authors; equal for equal texts. */
  titleKey: Float64Array;
  authorKey: Float64Array;
  author: Uint32Array;
  series: Uint32Array;
  /** Tokens of all columns. */
  length: Uint32Array;
  flags: Uint8Array;
  siteStart: Uint32Array;
  siteEnd: Uint32Array;
  subjectStart: Uint32Array;
  subjectEnd: Uint32Array;
}

/** Lists that the starts and ends above point into. */
export interface TitleLists {
  site: Uint16Array;
  /** Copies on the shelf at that site. */
  free: Uint16Array;
  subject: Uint32Array;
}

/** Words and where they stand. The lists of one word are in the order of positions. */
export interface WordArrays {
  words: SortedTexts;
  /** Where each word's list begins, and the end of the last. */
  listStart: Uint32Array;
  docs: Uint32Array;
  places: Uint32Array;
  more: Uint32Array;
  /** All columns that a word stands in anywhere. */
  columns: Uint8Array;
}

/** Short lists of texts that titles refer to by number. */
export interface TextLists {
  forms: string[];
  languages: string[];
  levels: string[];
  sites: string[];
  authors: string[];
  series: string[];
  subjects: string[];
  /** `subject.id` by number, in ascending order. */
  subjectIds: number[];
}

/** The whole title index as it was at one revision, in memory. */
export interface Generation {
  /** Everything up to this revision of the database is in it. */
  rev: number;
  /** Which database it was made of (`district.epoch`). */
  epoch: string;
  titles: TitleArrays;
  /** `title.id` of each title, and the title itself, by position. */
  ids: PackedTexts;
  names: PackedTexts;
  lists: TitleLists;
  words: WordArrays;
  texts: TextLists;
  titleKeys: SortedTexts;
  authorKeys: SortedTexts;
  misspellings: Misspellings;
}
