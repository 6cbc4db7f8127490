import type { FacetCounts } from '../engine';
import type { Bits } from './doc-sets';
import { mostFrequent, type FacetTallies } from './facet-tallies';
import { NO_YEAR, type TextLists } from './generation';
import {
  AVAILABLE,
  isNarrow,
  isWithin,
  KIND,
  LANGUAGE,
  LEVEL,
  SITE,
  SUBJECT,
  YEAR,
  type Narrowing,
} from './narrowing';
import { Tally } from './tally';
import { CLASS, EMPTY, isFreeIn, LONG, ROW, siteIn, SITES, SUBJECTS, type TitleRows } from './title-rows';
import type { TitleTable } from './title-table';

/** Of so many titles the counts are gone through as a whole; of fewer what was counted is noted down. */
export const MANY = 2_048;
/** Of titles that are further apart than this on average, so many rows are fetched before they are counted. */
const SPARSE = 8;
const FETCHED = 128;

/** Whether a title misfits more than one choice. */
const isSeveral = (misfit: number) => (misfit & (misfit - 1)) !== 0;

/** Counts of one search, and the titles that it finds with all its choices. */
export class FacetCounter {
  readonly #rows: TitleRows;
  readonly #texts: TextLists;
  readonly #narrow: Narrowing;
  readonly #tallies: FacetTallies;
  readonly #many: number;
  /** Sites whose copies are counted. */
  readonly #counted: Uint8Array;
  /** Of the title that is looked at. */
  readonly #entries: number[] = [];
  #available = 0;
  /** What was read is used for nothing; it is kept so that it is read. */
  #read = 0;

  constructor(
    { rows, texts }: { rows: TitleRows; texts: TextLists },
    narrow: Narrowing,
    tallies: FacetTallies,
    many: number,
  ) {
    this.#many = many;
    this.#rows = rows;
    this.#texts = texts;
    this.#narrow = narrow;
    this.#tallies = tallies;
    this.#counted = narrow.scopeSites ?? new Uint8Array(texts.sites.length + 1).fill(1);
  }

  /**
   * The titles of a set that may be seen and fit every choice; each is counted under every facet whose other choices it
   * fits.
   * @param docs positions in order; every position up to `size` where there are none.
   * @param visible who may be seen; undefined where all are.
   */
  take(docs: Uint32Array | undefined, size: number, visible: Bits | undefined): Uint32Array {
    if (docs && !visible && !isNarrow(this.#narrow)) {
      this.#countAll(docs);
      return docs;
    }
    const seen = visible?.words;
    const hits = new Uint32Array(size);
    const narrows = isNarrow(this.#narrow);
    let used = 0;
    for (let i = 0; i < size; i += 1) {
      const doc = docs ? (docs[i] ?? 0) : i;
      if (seen && (((seen[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0) continue;
      if (narrows && !this.#takeNarrow(doc)) continue;
      hits[used++] = doc;
    }
    const found = hits.subarray(0, used);
    if (!narrows) this.#countAll(found);
    return found;
  }

  /** Where nothing is chosen every title counts everywhere. */
  #countAll(docs: Uint32Array): void {
    if (docs.length >= this.#many) this.#countMany(docs);
    else for (let i = 0; i < docs.length; i += 1) this.#countOne(docs[i] ?? 0);
  }

  #countOne(doc: number): void {
    this.#tallies.fits.add(this.#rows.classOf(doc));
    this.#countSubjects(doc);
    this.#countSites(doc);
    if (this.#isFree(doc)) this.#available += 1;
  }

  /**
   * Slot by slot, and the empty ones too: whether one is empty is a question that the processor guesses wrong half the time.
   * Written out slot by slot, because a loop over four takes twice as long.
   */
  #countMany(docs: Uint32Array): void {
    const { rows, classes } = this.#rows;
    const { fits, subjects, sites } = this.#tallies;
    const ofClass = fits.open(classes.length);
    const ofSubject = subjects.open(this.#texts.subjects.length + EMPTY);
    const ofSite = sites.open(this.#texts.sites.length + EMPTY);
    // Copies on a shelf count where the site does.
    const counts = Uint8Array.from(ofSite, (_, i) => (this.#counted[i - EMPTY] === 1 ? 1 : 0));
    const site = (entry: number) => {
      ofSite[entry >>> 1] = (ofSite[entry >>> 1] ?? 0) + 1;
      return entry & (counts[entry >>> 1] ?? 0);
    };
    const subject = (number: number) => (ofSubject[number] = (ofSubject[number] ?? 0) + 1);
    const long: number[] = [];
    let available = 0;
    const isSparse = docs.length * SPARSE < (docs.at(-1) ?? 0) - (docs[0] ?? 0);
    for (let i = 0; i < docs.length; i += 1) {
      if (isSparse && i % FETCHED === 0) this.#fetch(docs, i, Math.min(docs.length, i + FETCHED));
      const row = (docs[i] ?? 0) * ROW;
      const facetClass = rows[row + CLASS] ?? 0;
      if (facetClass === LONG) {
        long.push(docs[i] ?? 0);
        continue;
      }
      ofClass[facetClass] = (ofClass[facetClass] ?? 0) + 1;
      const first = rows[row + SITES] ?? 0;
      const second = rows[row + SITES + 1] ?? 0;
      available += site(first & 0xff) | site(first >>> 8) | site(second & 0xff) | site(second >>> 8);
      subject(rows[row + SUBJECTS] ?? 0);
      subject(rows[row + SUBJECTS + 1] ?? 0);
      subject(rows[row + SUBJECTS + 2] ?? 0);
      subject(rows[row + SUBJECTS + 3] ?? 0);
      subject(rows[row + SUBJECTS + 4] ?? 0);
    }
    this.#available += available;
    for (const [number, isCounted] of this.#counted.entries()) if (!isCounted) ofSite[number + EMPTY] = 0;
    fits.added(0);
    subjects.added(EMPTY);
    sites.added(EMPTY);
    for (const doc of long) this.#countOne(doc);
  }

  /**
   * Reads a number of some rows: many of them come from memory at the same time then, and not one after the other, while
   * each is counted.
   */
  #fetch(docs: Uint32Array, from: number, to: number): void {
    const { rows } = this.#rows;
    let read = 0;
    for (let i = from; i < to; i += 1) read += rows[(docs[i] ?? 0) * ROW] ?? 0;
    this.#read = read;
  }

  /** @returns whether a title fits every choice. */
  #takeNarrow(doc: number): boolean {
    const misfit = this.#misfit(doc);
    if (misfit === 0) this.#countOne(doc);
    else if (!isSeveral(misfit & ~(SITE | AVAILABLE))) this.#countOthers(doc, misfit);
    return misfit === 0;
  }

  /** What a title does not fit; what it is besides is not asked once it is counted nowhere. */
  #misfit(doc: number): number {
    const { classes, subject, years, site, available } = this.#narrow;
    let misfit = classes ? (classes[this.#rows.classOf(doc)] ?? 0) : 0;
    if (years && !isWithin(this.#rows.columns.year[doc] ?? NO_YEAR, years)) misfit |= YEAR;
    if (isSeveral(misfit)) return misfit;
    if (subject && !this.#hasSubject(doc, subject)) misfit |= SUBJECT;
    if (isSeveral(misfit)) return misfit;
    if (site && !this.#isAtSite(doc)) misfit |= SITE;
    if (available && !this.#isFree(doc)) misfit |= AVAILABLE;
    return misfit;
  }

  #isFree(doc: number): boolean {
    const { sitesThatCount } = this.#narrow;
    const count = this.#rows.readSites(doc, this.#entries);
    for (let i = 0; i < count; i += 1) {
      const entry = this.#entries[i] ?? 0;
      if (isFreeIn(entry) && (!sitesThatCount || sitesThatCount[siteIn(entry)] === 1)) return true;
    }
    return false;
  }

  #hasSubject(doc: number, wanted: Uint8Array): boolean {
    const count = this.#rows.readSubjects(doc, this.#entries);
    for (let i = 0; i < count; i += 1) if (wanted[this.#entries[i] ?? 0] === 1) return true;
    return false;
  }

  #isAtSite(doc: number): boolean {
    const count = this.#rows.readSites(doc, this.#entries);
    for (let i = 0; i < count; i += 1)
      if (this.#narrow.sitesThatCount?.[siteIn(this.#entries[i] ?? 0)] === 1) return true;
    return false;
  }

  /** The site facet asks for itself what is on the shelf. */
  #countOthers(doc: number, misfit: number): void {
    const { butKind, butLanguage, butLevel, butYear } = this.#tallies;
    if (misfit === KIND) butKind.add(this.#rows.classOf(doc));
    else if (misfit === LANGUAGE) butLanguage.add(this.#rows.classOf(doc));
    else if (misfit === LEVEL) butLevel.add(this.#rows.classOf(doc));
    else if (misfit === YEAR) butYear.add(this.#rows.classOf(doc));
    else if (misfit === SUBJECT) this.#countSubjects(doc);
    else if ((misfit & ~(SITE | AVAILABLE)) === 0) this.#countSites(doc);
  }

  #countSubjects(doc: number): void {
    const count = this.#rows.readSubjects(doc, this.#entries);
    for (let i = 0; i < count; i += 1) this.#tallies.subjects.add((this.#entries[i] ?? 0) + EMPTY);
  }

  #countSites(doc: number): void {
    const count = this.#rows.readSites(doc, this.#entries);
    for (let i = 0; i < count; i += 1) {
      const entry = this.#entries[i] ?? 0;
      if (this.#counted[siteIn(entry)] !== 1 || (this.#narrow.available && !isFreeIn(entry))) continue;
      this.#tallies.sites.add(siteIn(entry) + EMPTY);
    }
  }

  /** What was counted; the tallies are zero again. */
  done(): FacetCounts {
    return this.#tallies.take(this.#rows.classes, this.#texts, this.#available);
  }
}

/** The subjects of the titles of a set, the most frequent first. */
export function subjectsOf({ rows, texts, size }: TitleTable, seen: Bits, limit: number) {
  const counts = new Tally();
  const read: number[] = [];
  for (let doc = 0; doc < size; doc += 1) {
    if (!seen.has(doc)) continue;
    const count = rows.readSubjects(doc, read);
    for (let i = 0; i < count; i += 1) counts.add(read[i] ?? 0);
  }
  const counted = counts.takeAll().map(({ number, count }) => [number, count] as const);
  return mostFrequent(counted, texts.subjects, limit).map(({ value, count }) => ({ subject: value, count }));
}
