import type { Facet, FacetCounts, SearchQuery, SearchScope } from '../engine';
import { NO_YEAR, type TextLists, type TitleArrays, type TitleLists } from './generation';

const MOST_SUBJECTS = 40;
const MOST_VALUES = 60;
const DECADES_FROM = -10_000;

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

interface Tables {
  titles: TitleArrays;
  lists: TitleLists;
  texts: TextLists;
}

/** Counts of one search, and the titles that it finds with all its choices. */
export class FacetCounter {
  readonly #tables: Tables;
  readonly #narrow: Narrowing;
  readonly #kinds: Uint32Array;
  readonly #languages: Uint32Array;
  readonly #levels: Uint32Array;
  readonly #subjects: Uint32Array;
  readonly #decades = new Uint32Array(2001);
  readonly #sites: Uint32Array;
  #available = 0;

  constructor(tables: Tables, narrow: Narrowing) {
    const { texts } = tables;
    this.#tables = tables;
    this.#narrow = narrow;
    this.#kinds = new Uint32Array(texts.forms.length);
    this.#languages = new Uint32Array(texts.languages.length);
    this.#levels = new Uint32Array(texts.levels.length);
    this.#subjects = new Uint32Array(texts.subjects.length);
    this.#sites = new Uint32Array(texts.sites.length);
  }

  /** Counts a title under every facet whose other choices it fits. @returns whether it fits them all. */
  take(doc: number): boolean {
    const free = this.#isFree(doc);
    const misfit = this.#misfit(doc, free);
    if (misfit === 0) this.#countAll(doc, free);
    else this.#countOthers(doc, misfit, free);
    return misfit === 0;
  }

  #isFree(doc: number): boolean {
    const { titles, lists } = this.#tables;
    const { sitesThatCount } = this.#narrow;
    for (let i = titles.siteStart[doc] ?? 0; i < (titles.siteEnd[doc] ?? 0); i += 1)
      if ((lists.free[i] ?? 0) > 0 && (!sitesThatCount || sitesThatCount[lists.site[i] ?? 0] === 1))
        return true;
    return false;
  }

  #misfit(doc: number, free: boolean): number {
    const { titles } = this.#tables;
    const { kind, language, level, subject, years, site, available } = this.#narrow;
    let misfit = 0;
    if (kind && kind[titles.form[doc] ?? 0] !== 1) misfit |= KIND;
    if (language && language[titles.language[doc] ?? 0] !== 1) misfit |= LANGUAGE;
    if (level && level[titles.level[doc] ?? 0] !== 1) misfit |= LEVEL;
    if (subject && !this.#hasSubject(doc, subject)) misfit |= SUBJECT;
    if (years && !isWithin(titles.year[doc] ?? NO_YEAR, years)) misfit |= YEAR;
    if (site && !this.#isAtSite(doc)) misfit |= SITE;
    if (available && !free) misfit |= AVAILABLE;
    return misfit;
  }

  #hasSubject(doc: number, wanted: Uint8Array): boolean {
    const { titles, lists } = this.#tables;
    for (let i = titles.subjectStart[doc] ?? 0; i < (titles.subjectEnd[doc] ?? 0); i += 1)
      if (wanted[lists.subject[i] ?? 0] === 1) return true;
    return false;
  }

  #isAtSite(doc: number): boolean {
    const { titles, lists } = this.#tables;
    const { sitesThatCount } = this.#narrow;
    for (let i = titles.siteStart[doc] ?? 0; i < (titles.siteEnd[doc] ?? 0); i += 1)
      if (sitesThatCount?.[lists.site[i] ?? 0] === 1) return true;
    return false;
  }

  #countAll(doc: number, free: boolean): void {
    this.#countKind(doc);
    this.#countLanguage(doc);
    this.#countLevel(doc);
    this.#countYear(doc);
    this.#countSubjects(doc);
    this.#countSites(doc);
    if (free) this.#available += 1;
  }

  /** The site facet asks for itself what is on the shelf. */
  #countOthers(doc: number, misfit: number, free: boolean): void {
    if (misfit === KIND) this.#countKind(doc);
    else if (misfit === LANGUAGE) this.#countLanguage(doc);
    else if (misfit === LEVEL) this.#countLevel(doc);
    else if (misfit === SUBJECT) this.#countSubjects(doc);
    else if (misfit === YEAR) this.#countYear(doc);
    else if (misfit === AVAILABLE && free) this.#available += 1;
    if ((misfit & ~(SITE | AVAILABLE)) === 0) this.#countSites(doc);
  }

  #countKind(doc: number): void {
    const at = this.#tables.titles.form[doc] ?? 0;
    this.#kinds[at] = (this.#kinds[at] ?? 0) + 1;
  }

  #countLanguage(doc: number): void {
    const at = this.#tables.titles.language[doc] ?? 0;
    this.#languages[at] = (this.#languages[at] ?? 0) + 1;
  }

  #countLevel(doc: number): void {
    const at = this.#tables.titles.level[doc] ?? 0;
    this.#levels[at] = (this.#levels[at] ?? 0) + 1;
  }

  #countYear(doc: number): void {
    const year = this.#tables.titles.year[doc] ?? NO_YEAR;
    if (year === NO_YEAR) return;
    const at = Math.floor((year - DECADES_FROM) / 10);
    this.#decades[at] = (this.#decades[at] ?? 0) + 1;
  }

  #countSubjects(doc: number): void {
    const { titles, lists } = this.#tables;
    for (let i = titles.subjectStart[doc] ?? 0; i < (titles.subjectEnd[doc] ?? 0); i += 1) {
      const at = lists.subject[i] ?? 0;
      this.#subjects[at] = (this.#subjects[at] ?? 0) + 1;
    }
  }

  #countSites(doc: number): void {
    const { titles, lists } = this.#tables;
    const { scopeSites, available } = this.#narrow;
    for (let i = titles.siteStart[doc] ?? 0; i < (titles.siteEnd[doc] ?? 0); i += 1) {
      const at = lists.site[i] ?? 0;
      if ((scopeSites && scopeSites[at] !== 1) || (available && (lists.free[i] ?? 0) === 0)) continue;
      this.#sites[at] = (this.#sites[at] ?? 0) + 1;
    }
  }

  done(): FacetCounts {
    const { texts } = this.#tables;
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

const isWithin = (year: number, [from, to]: [number, number]) =>
  year !== NO_YEAR && year >= from && year <= to;

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
