import { decadeOf, FacetClasses, NO_DECADE, type FacetClass } from './facet-classes';
import { NO_YEAR, type TitleArrays, type TitleLists } from './generation';

/**
 * What a search counts of a title stands next to one another, and is short: to go through a great many titles takes as long
 * as their rows take to come from memory. So many numbers of 16 bits have room in one, and which is where.
 */
export const ROW = 8;
/** The number of its `FacetClass`, or `LONG`. */
export const CLASS = 0;
/** Its sites, two in a number, each with whether a copy is on the shelf; slots that are left over hold empty entries. */
export const SITES = 1;
const SITE_SLOTS = 4;
/** Its subjects, with empty entries behind them likewise. */
export const SUBJECTS = 3;
const SUBJECT_SLOTS = 5;

/** Instead of a class: the row says only, in the room of the sites, where in `more` the title is. */
export const LONG = 0xffff;
/** Beyond this it is no longer told how long a title is and how often it was borrowed: its score hardly changes there. */
const MOST_SCORED = 0xffff;
/** More loans than these are not told from one another in `loans`. */
export const MOST_LOANS = 0xff;
/** Tokens of all columns of a title, and its loans, of its number in `scored`. */
export const lengthIn = (scored: number) => scored >>> 16;
export const loansIn = (scored: number) => scored & 0xffff;
/** Numbers below this are of empty entries, one for each slot: they are counted like others, and nobody asks for them. */
export const EMPTY = SUBJECT_SLOTS;
const MOST_CLASSES = LONG - 1;
const MOST_SITES = 0x7f - EMPTY;
const MOST_SUBJECTS = 0xffff - EMPTY;

/** Two sites have room in one number of a row: which half of it a slot is. */
const halfOf = (slot: number) => (slot % 2) * 8;

/** Where a long title's class, its numbers of sites and subjects, and these themselves are in `more`, from its place on. */
const HEAD = 3;

const entryOf = (site: number, isFree: boolean) => (site << 1) | (isFree ? 1 : 0);
/** The site of an entry. */
export const siteIn = (entry: number): number => entry >>> 1;
/** Whether a copy is on the shelf there. */
export const isFreeIn = (entry: number): boolean => (entry & 1) === 1;
const emptyEntry = (slot: number) => slot << 1;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int16Array | Float64Array;

/** The same numbers, with room for more. */
export function grown<T extends Numbers>(array: T, size: number): T {
  const Kind = array.constructor as new (size: number) => T;
  const larger = new Kind(size);
  larger.set(array);
  return larger;
}

/** Some sites and the copies on their shelves, and subjects, all by number. */
export interface Attributes {
  sites: ArrayLike<number>;
  free: ArrayLike<number>;
  subjects: ArrayLike<number>;
}

/** Arrays with one entry per title by position. */
const COLUMNS = ['popularity', 'length', 'author', 'series', 'year'] as const;
type Columns = Pick<TitleArrays, (typeof COLUMNS)[number]>;

const columnsFrom = (titles: Columns, size: number) =>
  Object.fromEntries(COLUMNS.map((name) => [name, grown(titles[name], size)])) as unknown as Columns;

/** Rows of titles by position, what has no room in them, and what is asked of fewer titles. */
export class TitleRows {
  rows: Uint16Array;
  columns: Columns;
  /** What every title that is found is scored by, in one number: `lengthIn` and `loansIn`. */
  scored: Uint32Array;
  /** The loans of each, up to `MOST_LOANS`, for what is asked of all that are found: a byte each stays near the processor. */
  loans: Uint8Array;
  #more = new Uint32Array(64);
  #used = 0;
  readonly #classes = new FacetClasses();

  /** @param spare room for titles that come later. */
  constructor(titles: TitleArrays, { site, free, subject }: TitleLists, spare: number) {
    const size = titles.seq.length;
    this.rows = new Uint16Array((size + spare) * ROW);
    this.columns = columnsFrom(titles, size + spare);
    this.scored = new Uint32Array(size + spare);
    this.loans = new Uint8Array(size + spare);
    for (let at = 0; at < size; at += 1) {
      this.#noteScored(at);
      const [from, to] = [titles.siteStart[at], titles.siteEnd[at]];
      this.#write(at, this.#classOf(titles, at), {
        sites: site.subarray(from, to),
        free: free.subarray(from, to),
        subjects: subject.subarray(titles.subjectStart[at], titles.subjectEnd[at]),
      });
    }
  }

  /** Writes a title at position `at`: row `from` of `titles`, with these sites and subjects. */
  set(at: number, titles: TitleArrays, from: number, attributes: Attributes): void {
    if (at >= this.columns.year.length) {
      this.rows = grown(this.rows, (at + 1) * 2 * ROW);
      this.columns = columnsFrom(this.columns, (at + 1) * 2);
      this.scored = grown(this.scored, (at + 1) * 2);
      this.loans = grown(this.loans, (at + 1) * 2);
    }
    for (const name of COLUMNS) this.columns[name][at] = titles[name][from] ?? 0;
    this.#noteScored(at);
    this.#write(at, this.#classOf(titles, from), attributes);
  }

  #noteScored(at: number): void {
    const [length, loans] = [this.columns.length[at] ?? 0, this.columns.popularity[at] ?? 0];
    this.scored[at] = (Math.min(length, MOST_SCORED) << 16) | Math.min(loans, MOST_SCORED);
    this.loans[at] = Math.min(loans, MOST_LOANS);
  }

  #classOf({ form, language, level, year }: TitleArrays, from: number): number {
    const published = year[from] ?? NO_YEAR;
    const decade = published === NO_YEAR ? NO_DECADE : decadeOf(published);
    return this.#classes.of(form[from] ?? 0, language[from] ?? 0, level[from] ?? 0, decade);
  }

  #write(at: number, facetClass: number, attributes: Attributes): void {
    const { sites, free, subjects } = attributes;
    const row = at * ROW;
    if (isLong(facetClass, attributes)) return this.#writeLong(row, facetClass, attributes);
    this.rows[row + CLASS] = facetClass;
    for (let i = 0; i < SITE_SLOTS; i += 1)
      this.#setSite(
        row,
        i,
        i < sites.length ? entryOf((sites[i] ?? 0) + EMPTY, (free[i] ?? 0) > 0) : emptyEntry(i),
      );
    for (let i = 0; i < SUBJECT_SLOTS; i += 1)
      this.rows[row + SUBJECTS + i] = i < subjects.length ? (subjects[i] ?? 0) + EMPTY : i;
  }

  /** The entry of a slot; not of long titles. */
  #siteIn(row: number, slot: number): number {
    return ((this.rows[row + SITES + (slot >>> 1)] ?? 0) >>> halfOf(slot)) & 0xff;
  }

  #setSite(row: number, slot: number, entry: number): void {
    const at = row + SITES + (slot >>> 1);
    const other = (this.rows[at] ?? 0) & ~(0xff << halfOf(slot));
    this.rows[at] = other | (entry << halfOf(slot));
  }

  #writeLong(row: number, facetClass: number, { sites, free, subjects }: Attributes): void {
    const place = this.#used;
    this.#used += HEAD + sites.length + subjects.length;
    if (this.#used > this.#more.length) this.#more = grown(this.#more, this.#used * 2);
    this.#more.set([facetClass, sites.length, subjects.length], place);
    for (let i = 0; i < sites.length; i += 1)
      this.#more[place + HEAD + i] = entryOf(sites[i] ?? 0, (free[i] ?? 0) > 0);
    this.#more.set(subjects, place + HEAD + sites.length);
    this.rows[row + CLASS] = LONG;
    this.rows[row + SITES] = place & 0xffff;
    this.rows[row + SITES + 1] = place >>> 16;
  }

  /** Where a long title is in `more`. */
  #placeIn(row: number): number {
    return (((this.rows[row + SITES + 1] ?? 0) << 16) | (this.rows[row + SITES] ?? 0)) >>> 0;
  }

  /** Every class that titles are of, by its number. */
  get classes(): readonly FacetClass[] {
    return this.#classes.all;
  }

  classOf(at: number): number {
    const facetClass = this.rows[at * ROW + CLASS] ?? 0;
    return facetClass === LONG ? (this.#more[this.#placeIn(at * ROW)] ?? 0) : facetClass;
  }

  /**
   * Writes the entries of a title's sites to the beginning of `into`: `siteIn` and `isFreeIn` say what is in one. Into an array
   * that is used again, because titles are gone through by the hundred thousand.
   * @returns how many.
   */
  readSites(at: number, into: number[]): number {
    const row = at * ROW;
    if (this.rows[row + CLASS] === LONG) return this.#readLong(row, 0, into);
    for (let slot = 0; slot < SITE_SLOTS; slot += 1) {
      const entry = this.#siteIn(row, slot);
      if (entry < emptyEntry(EMPTY)) return slot;
      into[slot] = entry - emptyEntry(EMPTY);
    }
    return SITE_SLOTS;
  }

  /** Writes the numbers of a title's subjects to the beginning of `into`. @returns how many. */
  readSubjects(at: number, into: number[]): number {
    const row = at * ROW;
    if (this.rows[row + CLASS] === LONG) return this.#readLong(row, 1, into);
    for (let slot = 0; slot < SUBJECT_SLOTS; slot += 1) {
      const number = this.rows[row + SUBJECTS + slot] ?? 0;
      if (number < EMPTY) return slot;
      into[slot] = number - EMPTY;
    }
    return SUBJECT_SLOTS;
  }

  /** @param list 0 for the sites of a long title, 1 for its subjects behind them. */
  #readLong(row: number, list: 0 | 1, into: number[]): number {
    const place = this.#placeIn(row);
    const from = place + HEAD + (list === 1 ? (this.#more[place + 1] ?? 0) : 0);
    const count = this.#more[place + 1 + list] ?? 0;
    for (let i = 0; i < count; i += 1) into[i] = this.#more[from + i] ?? 0;
    return count;
  }

  /** What a checkout or a check-in changes. @param free copies on the shelf by site number. */
  setAvailability(at: number, popularity: number, free: ReadonlyMap<number, number>): void {
    this.columns.popularity[at] = popularity;
    this.#noteScored(at);
    const entries: number[] = [];
    const count = this.readSites(at, entries);
    for (let i = 0; i < count; i += 1) {
      const site = siteIn(entries[i] ?? 0);
      const now = free.get(site);
      if (now !== undefined) this.#setFree(at * ROW, i, site, now > 0);
    }
  }

  #setFree(row: number, i: number, site: number, isFree: boolean): void {
    if (this.rows[row + CLASS] === LONG) this.#more[this.#placeIn(row) + HEAD + i] = entryOf(site, isFree);
    else this.#setSite(row, i, entryOf(site + EMPTY, isFree));
  }
}

/** Whether a title has more than its row has room for, or numbers too high for it. */
function isLong(facetClass: number, { sites, subjects }: Attributes): boolean {
  if (facetClass > MOST_CLASSES || sites.length > SITE_SLOTS || subjects.length > SUBJECT_SLOTS) return true;
  for (let i = 0; i < sites.length; i += 1) if ((sites[i] ?? 0) > MOST_SITES) return true;
  for (let i = 0; i < subjects.length; i += 1) if ((subjects[i] ?? 0) > MOST_SUBJECTS) return true;
  return false;
}
