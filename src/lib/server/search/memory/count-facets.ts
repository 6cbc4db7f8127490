import type { Facet, FacetCounts, SearchQuery, SearchScope } from '../engine';
import type { Bits } from './doc-sets';
import { NO_YEAR, type TextLists } from './generation';
import {
  ATTRIBUTES,
  COUNTS,
  FORM_AND_LANGUAGE,
  freeOf,
  LEVEL_AND_YEAR,
  ROW,
  siteOf,
  YEAR_ZERO,
  type TitleRows,
} from './title-rows';
import type { TitleTable } from './title-table';

const MOST_SUBJECTS = 40;
const MOST_VALUES = 60;
const DECADES_FROM = -10_000;
const DECADES = 2001;

/** One bit per facet that a title does not fit. */
const KIND = 1;
const LANGUAGE = 2;
const LEVEL = 4;
const SUBJECT = 8;
const YEAR = 16;
const SITE = 32;
const AVAILABLE = 64;

/** The chosen values of a facet by their number; undefined where none is chosen. */
function chosen(values: readonly string[] | undefined, texts: readonly string[]): Uint8Array | undefined {
  if (!values || values.length === 0) return undefined;
  const marks = new Uint8Array(texts.length + 1);
  for (const value of values) {
    const number = texts.indexOf(value);
    if (number >= 0) marks[number] = 1;
  }
  return marks;
}

/** What narrows a search, as marks by number. */
export interface Narrowing {
  kind: Uint8Array | undefined;
  language: Uint8Array | undefined;
  level: Uint8Array | undefined;
  subject: Uint8Array | undefined;
  years: [number, number] | undefined;
  site: boolean;
  /** Where "on the shelf" counts: the chosen sites within the scope; undefined for every site. */
  sitesThatCount: Uint8Array | undefined;
  scopeSites: Uint8Array | undefined;
  available: boolean;
}

export function narrowingOf(scope: SearchScope, query: SearchQuery, texts: TextLists): Narrowing {
  const scopeSites = scope.siteIds === null ? undefined : marksOf(scope.siteIds, texts.sites);
  const wanted = chosen(query.site, texts.sites);
  const both = wanted && scopeSites ? wanted.map((mark, i) => mark & (scopeSites[i] ?? 0)) : undefined;
  const { yearFrom, yearTo } = query;
  return {
    kind: chosen(query.kind, texts.forms),
    language: chosen(query.language, texts.languages),
    level: chosen(query.level, texts.levels),
    subject: chosen(query.subject, texts.subjects),
    years: yearFrom === undefined && yearTo === undefined ? undefined : [yearFrom ?? -9999, yearTo ?? 9999],
    site: wanted !== undefined,
    sitesThatCount: both ?? wanted ?? scopeSites,
    scopeSites,
    available: query.available ?? false,
  };
}

function marksOf(ids: readonly string[], texts: readonly string[]): Uint8Array {
  return chosen(ids, texts) ?? new Uint8Array(texts.length + 1);
}

/** Counts of one search, and the titles that it finds with all its choices. */
export class FacetCounter {
  readonly #rows: TitleRows;
  readonly #texts: TextLists;
  readonly #narrow: Narrowing;
  readonly #kinds: Uint32Array;
  readonly #languages: Uint32Array;
  readonly #levels: Uint32Array;
  readonly #subjects: Uint32Array;
  readonly #decades = new Uint32Array(DECADES);
  readonly #sites: Uint32Array;
  /** Sites whose copies are counted. */
  readonly #counted: Uint8Array;
  #available = 0;

  constructor({ rows, texts }: { rows: TitleRows; texts: TextLists }, narrow: Narrowing) {
    this.#rows = rows;
    this.#texts = texts;
    this.#narrow = narrow;
    this.#kinds = new Uint32Array(texts.forms.length);
    this.#languages = new Uint32Array(texts.languages.length);
    this.#levels = new Uint32Array(texts.levels.length);
    this.#subjects = new Uint32Array(texts.subjects.length);
    this.#sites = new Uint32Array(texts.sites.length);
    this.#counted = narrow.scopeSites ?? new Uint8Array(texts.sites.length + 1).fill(1);
  }

  /**
   * The titles of a set that may be seen and fit every choice; each is counted under every facet whose other choices it
   * fits. @param docs positions in order; every position up to `size` where there are none.
   */
  take(docs: Uint32Array | undefined, size: number, { words: seen }: Bits): Uint32Array {
    const hits = new Uint32Array(size);
    const narrows = isNarrow(this.#narrow);
    let used = 0;
    for (let i = 0; i < size; i += 1) {
      const doc = docs ? (docs[i] ?? 0) : i;
      if ((((seen[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0) continue;
      if (narrows && !this.#takeNarrow(doc)) continue;
      hits[used++] = doc;
    }
    const found = hits.subarray(0, used);
    if (!narrows) this.#countAll(found);
    return found;
  }

  /** Where nothing is chosen every title counts everywhere. */
  #countAll(docs: Uint32Array): void {
    const { rows } = this.#rows;
    const [kinds, languages, levels, decades] = [this.#kinds, this.#languages, this.#levels, this.#decades];
    for (let i = 0; i < docs.length; i += 1) {
      const row = (docs[i] ?? 0) * ROW;
      const kindAndLanguage = rows[row + FORM_AND_LANGUAGE] ?? 0;
      const levelAndYear = rows[row + LEVEL_AND_YEAR] ?? 0;
      add(kinds, kindAndLanguage >>> 16);
      add(languages, kindAndLanguage & 0xffff);
      add(levels, levelAndYear >>> 16);
      const year = (levelAndYear & 0xffff) + YEAR_ZERO;
      if (year !== NO_YEAR) add(decades, ((year - DECADES_FROM) / 10) | 0);
      this.#countLists(rows[row + ATTRIBUTES] ?? 0, rows[row + COUNTS] ?? 0);
    }
  }

  /** Sites and subjects of a title; its copies on a shelf of the scope tell that it is there. */
  #countLists(from: number, counts: number): void {
    const { attributes } = this.#rows;
    const subjects = from + (counts >>> 16);
    let free = 0;
    for (let at = from; at < subjects; at += 1) {
      const entry = attributes[at] ?? 0;
      const site = entry >>> 16;
      if (this.#counted[site] !== 1) continue;
      add(this.#sites, site);
      free |= entry & 0xffff;
    }
    if (free !== 0) this.#available += 1;
    for (let at = subjects; at < subjects + (counts & 0xffff); at += 1)
      add(this.#subjects, attributes[at] ?? 0);
  }

  #countLevelAndYear(levelAndYear: number): void {
    add(this.#levels, levelAndYear >>> 16);
    this.#countYear((levelAndYear & 0xffff) + YEAR_ZERO);
  }

  #countYear(year: number): void {
    if (year !== NO_YEAR) add(this.#decades, ((year - DECADES_FROM) / 10) | 0);
  }

  /** @returns whether a title fits every choice. */
  #takeNarrow(doc: number): boolean {
    const free = this.#isFree(doc);
    const misfit = this.#misfit(doc, free);
    if (misfit !== 0) this.#countOthers(doc, misfit, free);
    else {
      add(this.#kinds, this.#kind(doc));
      add(this.#languages, this.#language(doc));
      this.#countLevelAndYear(this.#rows.rows[doc * ROW + LEVEL_AND_YEAR] ?? 0);
      this.#countSubjects(doc);
      this.#countSites(doc);
      if (free) this.#available += 1;
    }
    return misfit === 0;
  }

  #kind = (doc: number) => (this.#rows.rows[doc * ROW + FORM_AND_LANGUAGE] ?? 0) >>> 16;
  #language = (doc: number) => (this.#rows.rows[doc * ROW + FORM_AND_LANGUAGE] ?? 0) & 0xffff;
  #level = (doc: number) => (this.#rows.rows[doc * ROW + LEVEL_AND_YEAR] ?? 0) >>> 16;

  #isFree(doc: number): boolean {
    const { attributes } = this.#rows;
    const { sitesThatCount } = this.#narrow;
    const [from, to] = this.#rows.sitesOf(doc);
    for (let i = from; i < to; i += 1) {
      const entry = attributes[i] ?? 0;
      if (freeOf(entry) > 0 && (!sitesThatCount || sitesThatCount[siteOf(entry)] === 1)) return true;
    }
    return false;
  }

  #misfit(doc: number, free: boolean): number {
    const { kind, language, level, subject, years, site, available } = this.#narrow;
    let misfit = 0;
    if (kind && kind[this.#kind(doc)] !== 1) misfit |= KIND;
    if (language && language[this.#language(doc)] !== 1) misfit |= LANGUAGE;
    if (level && level[this.#level(doc)] !== 1) misfit |= LEVEL;
    if (subject && !this.#hasSubject(doc, subject)) misfit |= SUBJECT;
    if (years && !isWithin(this.#rows.year(doc), years)) misfit |= YEAR;
    if (site && !this.#isAtSite(doc)) misfit |= SITE;
    if (available && !free) misfit |= AVAILABLE;
    return misfit;
  }

  #hasSubject(doc: number, wanted: Uint8Array): boolean {
    const [from, to] = this.#rows.subjectsOf(doc);
    for (let i = from; i < to; i += 1) if (wanted[this.#rows.attributes[i] ?? 0] === 1) return true;
    return false;
  }

  #isAtSite(doc: number): boolean {
    const [from, to] = this.#rows.sitesOf(doc);
    for (let i = from; i < to; i += 1)
      if (this.#narrow.sitesThatCount?.[siteOf(this.#rows.attributes[i] ?? 0)] === 1) return true;
    return false;
  }

  /** The site facet asks for itself what is on the shelf. */
  #countOthers(doc: number, misfit: number, free: boolean): void {
    if (misfit === KIND) add(this.#kinds, this.#kind(doc));
    else if (misfit === LANGUAGE) add(this.#languages, this.#language(doc));
    else if (misfit === LEVEL) add(this.#levels, this.#level(doc));
    else if (misfit === SUBJECT) this.#countSubjects(doc);
    else if (misfit === YEAR) this.#countYear(this.#rows.year(doc));
    else if (misfit === AVAILABLE && free) this.#available += 1;
    if ((misfit & ~(SITE | AVAILABLE)) === 0) this.#countSites(doc);
  }

  #countSubjects(doc: number): void {
    const [from, to] = this.#rows.subjectsOf(doc);
    for (let i = from; i < to; i += 1) add(this.#subjects, this.#rows.attributes[i] ?? 0);
  }

  #countSites(doc: number): void {
    const [from, to] = this.#rows.sitesOf(doc);
    for (let i = from; i < to; i += 1) {
      const entry = this.#rows.attributes[i] ?? 0;
      if (this.#counted[siteOf(entry)] !== 1 || (this.#narrow.available && freeOf(entry) === 0)) continue;
      add(this.#sites, siteOf(entry));
    }
  }

  done(): FacetCounts {
    const texts = this.#texts;
    const decade = (i: number) => String(DECADES_FROM + i * 10);
    const years = most(this.#decades, decade, MOST_VALUES, (a, b) => Number(a) - Number(b));
    return {
      kind: most(this.#kinds, (i) => texts.forms[i] ?? '', MOST_VALUES),
      language: most(this.#languages, (i) => texts.languages[i] ?? '', MOST_VALUES),
      level: most(this.#levels, (i) => texts.levels[i] ?? '', MOST_VALUES),
      subject: most(
        this.#subjects,
        (i) => texts.subjects[i] ?? '',
        MOST_SUBJECTS,
        () => 0,
      ),
      year: years.sort((a, b) => Number(b.value) - Number(a.value)),
      site: most(
        this.#sites,
        (i) => texts.sites[i] ?? '',
        texts.sites.length,
        () => 0,
      ),
      available: this.#available > 0 ? [{ value: 'true', count: this.#available }] : [],
    } satisfies Record<Facet, unknown>;
  }
}

const add = (counts: Uint32Array, at: number) => (counts[at] = (counts[at] ?? 0) + 1);

/** Whether anything is chosen that a title may not fit. */
const isNarrow = ({ kind, language, level, subject, years, site, available }: Narrowing) =>
  Boolean(kind ?? language ?? level ?? subject ?? years) || site || available;

const isWithin = (year: number, [from, to]: [number, number]) =>
  year !== NO_YEAR && year >= from && year <= to;

/** The subjects of the titles of a set, the most frequent first. */
export function subjectsOf({ rows, texts, size }: TitleTable, seen: Bits, limit: number) {
  const counts = new Uint32Array(texts.subjects.length);
  for (let doc = 0; doc < size; doc += 1) {
    if (!seen.has(doc)) continue;
    const [from, to] = rows.subjectsOf(doc);
    for (let i = from; i < to; i += 1) add(counts, rows.attributes[i] ?? 0);
  }
  return most(counts, (i) => texts.subjects[i] ?? '', limit).map(({ value, count }) => ({
    subject: value,
    count,
  }));
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The values that were counted, the most frequent first; those without a text stand for nothing. */
function most(
  counts: Uint32Array,
  text: (number: number) => string,
  limit: number,
  ties: (a: string, b: string) => number = byText,
) {
  const found: { value: string; count: number }[] = [];
  counts.forEach((count, i) => {
    if (count > 0 && text(i) !== '') found.push({ value: text(i), count });
  });
  found.sort((a, b) => b.count - a.count || ties(a.value, b.value));
  return found.slice(0, limit);
}
