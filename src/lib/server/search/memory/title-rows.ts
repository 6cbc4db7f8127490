import type { TitleArrays, TitleLists } from './generation';

/**
 * The numbers of one title stand next to one another, so that a search that finds a great many reads one piece of memory
 * for each: so many of them, and which is where.
 */
export const ROW = 8;
/** Where in `attributes` the title's sites are listed, its subjects behind them. */
export const ATTRIBUTES = 0;
/** How many sites, above 16 bits of how many subjects. */
export const COUNTS = 1;
export const FORM_AND_LANGUAGE = 2;
export const LEVEL_AND_YEAR = 3;
export const POPULARITY = 4;
/** Tokens of all columns. */
export const LENGTH = 5;
export const AUTHOR = 6;
export const SERIES = 7;

/** Years are stored from this one on. */
export const YEAR_ZERO = -32_768;

/** A site and the copies on its shelf, as one number. */
export const atSite = (site: number, free: number) => ((site << 16) | Math.min(free, 0xffff)) >>> 0;
export const siteOf = (entry: number) => entry >>> 16;
export const freeOf = (entry: number) => entry & 0xffff;

function grown(array: Uint32Array, size: number): Uint32Array {
  const larger = new Uint32Array(size);
  larger.set(array);
  return larger;
}

/** Rows of titles by position, and the lists that they point into. */
export class TitleRows {
  rows: Uint32Array;
  attributes: Uint32Array;
  #listed = 0;

  /** @param spare room for titles that come later. */
  constructor(titles: TitleArrays, lists: TitleLists, spare: number) {
    const size = titles.seq.length;
    this.rows = new Uint32Array((size + spare) * ROW);
    this.attributes = new Uint32Array(lists.site.length + lists.subject.length);
    for (let at = 0; at < size; at += 1) {
      this.#open(at, titles, at);
      for (let i = titles.siteStart[at] ?? 0; i < (titles.siteEnd[at] ?? 0); i += 1)
        this.#list(atSite(lists.site[i] ?? 0, lists.free[i] ?? 0));
      for (let i = titles.subjectStart[at] ?? 0; i < (titles.subjectEnd[at] ?? 0); i += 1)
        this.#list(lists.subject[i] ?? 0);
      const sites = (titles.siteEnd[at] ?? 0) - (titles.siteStart[at] ?? 0);
      this.#close(at, sites, (titles.subjectEnd[at] ?? 0) - (titles.subjectStart[at] ?? 0));
    }
  }

  /** Writes a title at position `at`: row `from` of `titles`, with these sites (`atSite`) and subjects. */
  set(
    at: number,
    titles: TitleArrays,
    from: number,
    sites: readonly number[],
    subjects: readonly number[],
  ): void {
    if ((at + 1) * ROW > this.rows.length) this.rows = grown(this.rows, (at + 1) * ROW * 2);
    this.#open(at, titles, from);
    for (const entry of sites) this.#list(entry);
    for (const subject of subjects) this.#list(subject);
    this.#close(at, sites.length, subjects.length);
  }

  #open(at: number, titles: TitleArrays, from: number): void {
    const row = at * ROW;
    const year = (titles.year[from] ?? YEAR_ZERO) - YEAR_ZERO;
    this.rows[row + ATTRIBUTES] = this.#listed;
    this.rows[row + FORM_AND_LANGUAGE] = ((titles.form[from] ?? 0) << 16) | (titles.language[from] ?? 0);
    this.rows[row + LEVEL_AND_YEAR] = ((titles.level[from] ?? 0) << 16) | year;
    this.rows[row + POPULARITY] = titles.popularity[from] ?? 0;
    this.rows[row + LENGTH] = titles.length[from] ?? 0;
    this.rows[row + AUTHOR] = titles.author[from] ?? 0;
    this.rows[row + SERIES] = titles.series[from] ?? 0;
  }

  #list(value: number): void {
    if (this.#listed === this.attributes.length)
      this.attributes = grown(this.attributes, this.#listed * 2 + ROW);
    this.attributes[this.#listed++] = value;
  }

  #close(at: number, sites: number, subjects: number): void {
    this.rows[at * ROW + COUNTS] = (sites << 16) | subjects;
  }

  popularity(at: number): number {
    return this.rows[at * ROW + POPULARITY] ?? 0;
  }

  year(at: number): number {
    return ((this.rows[at * ROW + LEVEL_AND_YEAR] ?? 0) & 0xffff) + YEAR_ZERO;
  }

  /** The sites of a title (`atSite`), where they are in `attributes`: from, to. */
  sitesOf(at: number): [number, number] {
    const start = this.rows[at * ROW + ATTRIBUTES] ?? 0;
    return [start, start + ((this.rows[at * ROW + COUNTS] ?? 0) >>> 16)];
  }

  /** The subjects of a title, where they are in `attributes`: from, to. */
  subjectsOf(at: number): [number, number] {
    const [, from] = this.sitesOf(at);
    return [from, from + ((this.rows[at * ROW + COUNTS] ?? 0) & 0xffff)];
  }

  /** What a checkout or a check-in changes. @param free copies on the shelf by site number. */
  setAvailability(at: number, popularity: number, free: ReadonlyMap<number, number>): void {
    this.rows[at * ROW + POPULARITY] = popularity;
    const [from, to] = this.sitesOf(at);
    for (let i = from; i < to; i += 1) {
      const site = siteOf(this.attributes[i] ?? 0);
      const now = free.get(site);
      if (now !== undefined) this.attributes[i] = atSite(site, now);
    }
  }
}
