import { emptyTitleArrays, idIn, nameIn, TitleTexts } from './read-titles';
import { DEAD, type Generation, type TextLists, type TitleArrays } from './generation';
import { countOf, KeyOrder, textAt, type PackedTexts } from './sorted-keys';
import { grown, TitleRows } from './title-rows';

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

/** What of a title is not in its row: what is asked of few titles of a search, or of all but no search. */
const BESIDE = ['seq', 'createdAt', 'titleKey', 'authorKey', 'flags'] as const;
type Beside = Pick<TitleArrays, (typeof BESIDE)[number]>;

/** Which titles are filed at each place: of those that were there at first in one list, of later ones in one for each. */
class ByTitle {
  readonly #starts: Uint32Array;
  readonly #docs: Uint32Array;
  readonly #later = new Map<number, number[]>();

  /** @param places of each title by position, from 0 to before `size`. */
  constructor(places: Float64Array, size: number) {
    this.#starts = new Uint32Array(size + 1);
    this.#docs = new Uint32Array(places.length);
    for (const place of places) this.#starts[place] = (this.#starts[place] ?? 0) + 1;
    for (let place = 0, sum = 0; place <= size; place += 1) {
      sum += this.#starts[place] ?? 0;
      this.#starts[place] = sum;
    }
    // From the last on: each start moves down to where its titles begin.
    for (let doc = places.length - 1; doc >= 0; doc -= 1) {
      const place = places[doc] ?? 0;
      const at = (this.#starts[place] ?? 0) - 1;
      this.#starts[place] = at;
      this.#docs[at] = doc;
    }
  }

  add(place: number, doc: number): void {
    const known = this.#later.get(place);
    if (known) known.push(doc);
    else this.#later.set(place, [doc]);
  }

  at(place: number): readonly number[] {
    const from = this.#starts[place];
    const first = from === undefined ? [] : this.#docs.subarray(from, this.#starts[place + 1]);
    return [...first, ...(this.#later.get(place) ?? [])];
  }
}

/** The titles of a generation and those that came later, by position. What changes is written at once. */
export class TitleTable {
  titles: Beside;
  readonly rows: TitleRows;
  readonly texts: TextLists;
  readonly titleOrder: KeyOrder;
  readonly authorOrder: KeyOrder;
  /** Positions in use, dead ones among them. */
  size: number;
  readonly #positions = new Map<number, number>();
  readonly #base: Uint32Array;
  readonly #ids: PackedTexts;
  readonly #names: PackedTexts;
  /** Rows of titles that came later, by position. */
  readonly #later = new Map<number, TitleRow>();
  readonly #numbers: TitleTexts;
  readonly #subjects: Map<number, number>;
  readonly #read = emptyTitleArrays(1);
  readonly #byTitle: ByTitle;

  constructor(generation: Generation) {
    const { titles, lists, texts } = generation;
    this.#base = titles.seq;
    this.#ids = generation.ids;
    this.#names = generation.names;
    this.size = titles.seq.length;
    this.titles = besideRows(titles, this.size + SPARE);
    this.rows = new TitleRows(titles, lists, SPARE);
    this.texts = texts;
    this.#numbers = new TitleTexts(texts);
    this.#subjects = new Map(texts.subjectIds.map((id, i) => [id, i]));
    this.titleOrder = new KeyOrder(generation.titleKeys);
    this.#byTitle = new ByTitle(titles.titleKey, countOf(generation.titleKeys));
    this.authorOrder = new KeyOrder(generation.authorKeys);
    this.texts.forms = this.#numbers.forms.texts;
    this.texts.languages = this.#numbers.languages.texts;
    this.texts.levels = this.#numbers.levels.texts;
    this.texts.authors = this.#numbers.authors.texts;
    this.texts.series = this.#numbers.series.texts;
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
    if (this.size === this.titles.seq.length) this.titles = besideRows(this.titles, this.size * 2);
    const at = this.size++;
    this.#numbers.set(this.#read, 0, row.fields);
    this.#read.length[0] = row.length;
    this.titles.seq[at] = this.#read.seq[0] ?? 0;
    this.titles.createdAt[at] = this.#read.createdAt[0] ?? 0;
    this.titles.flags[at] = this.#read.flags[0] ?? 0;
    this.titles.titleKey[at] = this.titleOrder.placeOf(row.sortTitle);
    this.titles.authorKey[at] = this.authorOrder.placeOf(row.sortAuthor);
    this.#later.set(at, row);
    this.#byTitle.add(this.titles.titleKey[at] ?? 0, at);
    this.#positions.set(this.titles.seq[at] ?? 0, at);
    this.rows.set(at, this.#read, 0, {
      sites: row.sites.map(({ siteId }) => this.siteNumber(siteId)),
      free: row.sites.map(({ free }) => free),
      subjects: row.subjects.map(({ id, name }) => this.#subject(id, name)),
    });
    return at;
  }

  /** `title.id` of the title at a position. */
  idAt(at: number): string {
    const later = this.#later.get(at);
    return later ? idIn(later.fields) : textAt(this.#ids, at);
  }

  /** The title at a position, as it is written. */
  nameAt(at: number): string {
    const later = this.#later.get(at);
    return later ? nameIn(later.fields) : textAt(this.#names, at);
  }

  /** The positions of the titles, dead ones among them, that are filed at a place of `titleOrder`. */
  filedAt(place: number): readonly number[] {
    return this.#byTitle.at(place);
  }

  #subject(id: number, name: string): number {
    const known = this.#subjects.get(id);
    if (known !== undefined) return known;
    const number = this.texts.subjects.push(name) - 1;
    this.texts.subjectIds.push(id);
    this.#subjects.set(id, number);
    return number;
  }

  siteNumber(siteId: string): number {
    const known = this.texts.sites.indexOf(siteId);
    return known >= 0 ? known : this.texts.sites.push(siteId) - 1;
  }

  /** What a checkout or a check-in changes of a title: how popular it is, and where it is on the shelf. */
  setAvailability(at: number, popularity: number, sites: TitleRow['sites']): void {
    const free = new Map(sites.map((site) => [this.siteNumber(site.siteId), site.free]));
    this.rows.setAvailability(at, popularity, free);
  }
}

function besideRows(from: Beside, capacity: number): Beside {
  const entries = BESIDE.map((name) => [name, grown(from[name], capacity)]);
  return Object.fromEntries(entries) as Beside;
}
