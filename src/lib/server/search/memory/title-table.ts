import { emptyTitleArrays, TitleTexts } from './build-generation';
import { DEAD, type Generation, type TextLists, type TitleArrays, type TitleLists } from './generation';
import { KeyOrder } from './sorted-keys';

/** Room for titles that come later, before the arrays have to grow. */
const SPARE = 1_024;

/** What a title is counted and ordered by, as its rows in the database say. */
export interface TitleRow {
  /** `TITLE_FIELDS` as texts. */
  fields: readonly string[];
  sortTitle: string;
  sortAuthor: string;
  sites: readonly { siteId: string; free: number }[];
  subjects: readonly { id: number; name: string }[];
  /** Tokens of all columns. */
  length: number;
}

function grown<T extends Uint8Array | Uint16Array | Int16Array | Uint32Array | Float64Array>(
  array: T,
  capacity: number,
): T {
  const Kind = array.constructor as new (size: number) => T;
  const larger = new Kind(capacity);
  larger.set(array);
  return larger;
}

/** The titles of a generation and those that came later, by position. What changes is written at once. */
export class TitleTable {
  titles: TitleArrays;
  readonly lists: TitleLists;
  readonly texts: TextLists;
  readonly titleOrder: KeyOrder;
  readonly authorOrder: KeyOrder;
  /** Positions in use, dead ones among them. */
  size: number;
  readonly #positions = new Map<number, number>();
  readonly #base: Uint32Array;
  readonly #numbers: TitleTexts;
  readonly #subjects: Map<number, number>;
  #listed: { sites: number; subjects: number };

  constructor(generation: Generation) {
    const { titles, lists, texts } = generation;
    this.#base = titles.seq;
    this.size = titles.seq.length;
    this.titles = emptyTitleArrays(0);
    this.#grow(this.size + SPARE, titles);
    this.lists = { ...lists };
    this.texts = texts;
    this.#numbers = new TitleTexts(texts);
    this.#subjects = new Map(texts.subjectIds.map((id, i) => [id, i]));
    this.#listed = { sites: lists.site.length, subjects: lists.subject.length };
    this.titleOrder = new KeyOrder(generation.titleKeys);
    this.authorOrder = new KeyOrder(generation.authorKeys);
    this.texts.forms = this.#numbers.forms.texts;
    this.texts.languages = this.#numbers.languages.texts;
    this.texts.levels = this.#numbers.levels.texts;
    this.texts.authors = this.#numbers.authors.texts;
    this.texts.series = this.#numbers.series.texts;
  }

  #grow(capacity: number, from: TitleArrays): void {
    const entries = Object.entries(from) as [keyof TitleArrays, Uint32Array][];
    const arrays = entries.map(([name, array]) => [name, grown(array, capacity)]);
    this.titles = Object.fromEntries(arrays) as TitleArrays;
  }

  /** Where a title is now; undefined for one that is not there. */
  positionOf(seq: number): number | undefined {
    const later = this.#positions.get(seq);
    if (later !== undefined) return later < 0 ? undefined : later;
    let low = 0;
    let high = this.#base.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#base[middle] ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return this.#base[low] === seq ? low : undefined;
  }

  /** Takes a title out. @returns the position that it had, if any. */
  remove(seq: number): number | undefined {
    const at = this.positionOf(seq);
    if (at === undefined) return undefined;
    this.titles.flags[at] = (this.titles.flags[at] ?? 0) | DEAD;
    this.#positions.set(seq, -1);
    return at;
  }

  /** Puts a title, new or changed, at a position of its own behind all others. @returns that position. */
  append(row: TitleRow): number {
    if (this.size === this.titles.seq.length) this.#grow(this.size * 2, this.titles);
    const at = this.size++;
    this.#numbers.set(this.titles, at, row.fields);
    this.titles.titleKey[at] = this.titleOrder.placeOf(row.sortTitle);
    this.titles.authorKey[at] = this.authorOrder.placeOf(row.sortAuthor);
    this.titles.length[at] = row.length;
    this.#positions.set(this.titles.seq[at] ?? 0, at);
    this.#setSubjects(at, row.subjects);
    this.#setSites(at, row.sites);
    return at;
  }

  #setSubjects(at: number, subjects: TitleRow['subjects']): void {
    const start = this.#listed.subjects;
    this.#listed.subjects += subjects.length;
    if (this.#listed.subjects > this.lists.subject.length)
      this.lists.subject = grown(this.lists.subject, this.#listed.subjects * 2);
    subjects.forEach(({ id, name }, i) => (this.lists.subject[start + i] = this.#subject(id, name)));
    this.titles.subjectStart[at] = start;
    this.titles.subjectEnd[at] = this.#listed.subjects;
  }

  #subject(id: number, name: string): number {
    const known = this.#subjects.get(id);
    if (known !== undefined) return known;
    const number = this.texts.subjects.push(name) - 1;
    this.texts.subjectIds.push(id);
    this.#subjects.set(id, number);
    return number;
  }

  #setSites(at: number, sites: TitleRow['sites']): void {
    const start = this.#listed.sites;
    this.#listed.sites += sites.length;
    if (this.#listed.sites > this.lists.site.length) {
      this.lists.site = grown(this.lists.site, this.#listed.sites * 2);
      this.lists.free = grown(this.lists.free, this.#listed.sites * 2);
    }
    sites.forEach(({ siteId, free }, i) => {
      this.lists.site[start + i] = this.siteNumber(siteId);
      this.lists.free[start + i] = free;
    });
    this.titles.siteStart[at] = start;
    this.titles.siteEnd[at] = this.#listed.sites;
  }

  siteNumber(siteId: string): number {
    const known = this.texts.sites.indexOf(siteId);
    return known >= 0 ? known : this.texts.sites.push(siteId) - 1;
  }

  /** What a checkout or a check-in changes of a title: how popular it is, and where it is on the shelf. */
  setAvailability(at: number, popularity: number, sites: TitleRow['sites']): void {
    this.titles.popularity[at] = popularity;
    for (const { siteId, free } of sites) {
      const number = this.siteNumber(siteId);
      for (let i = this.titles.siteStart[at] ?? 0; i < (this.titles.siteEnd[at] ?? 0); i += 1)
        if (this.lists.site[i] === number) this.lists.free[i] = free;
    }
  }
}
