import { columnBit, NONE, SEVERAL } from './generation';
import type { Bits } from './doc-sets';
import { columnsOf, entriesOf, firstPlace, seek, type Postings } from './postings';
import type { TitleTable } from './title-table';
import { MOST_LOANS } from './title-rows';
import { Tally, type Counted } from './tally';
import { TopTitles } from './top-titles';

/** What half-typed words may become in the titles of a scope: the best of each kind. */
export interface Beginnings {
  /** Titles whose first word begins so, or the one after an article. */
  starts: number[];
  /** Titles that have the word further on. */
  inside: number[];
  /** Authors whose name begins so, others who have a name that does, series and subjects, by number. */
  leading: Counted[];
  authors: Counted[];
  series: Counted[];
  subjects: Counted[];
}

/** So many titles of a kind are kept: they are read from the database. */
const MOST_TITLES = 24;
const MOST_NAMES = 24;
/** So many subjects: a title that fits has others that do not. */
const MOST_SUBJECTS = 48;

const TITLE = Math.log2(columnBit('title'));
const BY = Math.log2(columnBit('author'));
const SUBJECT = Math.log2(columnBit('subject'));
const IN_SERIES = Math.log2(columnBit('series'));
const NAMED = columnBit('title') | columnBit('author') | columnBit('subject') | columnBit('series');

/** The words that were typed: one list is gone through, and what it finds must be in the others too. */
export interface TypedWords {
  lead: readonly Postings[];
  others: readonly Postings[];
  /** The list of the first word, where that is not the leading one. */
  first: Postings | undefined;
}

/** Goes through the lists of words that begin alike, and keeps the best. */
class Collector {
  readonly #starts = new TopTitles(MOST_TITLES);
  readonly #inside: TopTitles;
  readonly #table: TitleTable;
  readonly #tallies: Tallies;
  /** Subjects of the title that is looked at. */
  readonly #read: number[] = [];

  constructor(table: TitleTable, tallies: Tallies, titles: number) {
    this.#table = table;
    this.#tallies = tallies;
    this.#inside = new TopTitles(titles);
  }

  scan({ docs, places, more, from, to, inOrder }: Postings, words: TypedWords, { words: seen }: Bits): void {
    const at = words.others.map((other) => other.from);
    for (let i = from; i < to; i += 1) {
      const doc = docs[i] ?? 0;
      if ((((seen[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0) continue;
      const place = places[i] ?? 0;
      if (this.#isHopeless(doc, place, more, words.first === undefined)) continue;
      const columns = words.others.length === 0 ? NAMED : this.#shared(doc, words.others, at, inOrder);
      if (columns === 0) continue;
      const starts = words.first ? this.#startsWith(words, at, doc) : undefined;
      if (place < SEVERAL) this.#take(doc, place, columns, starts);
      else {
        const list = place - SEVERAL;
        for (let k = more[list] ?? 0; k > 0; k -= 1) this.#take(doc, more[list + k] ?? 0, columns, starts);
      }
    }
  }

  /**
   * Told before any other word is looked for: the word stands where nothing is offered of, or in a title alone that is too
   * seldom borrowed.
   * @param leads it is the first of the words: where it stands tells how the title begins.
   */
  #isHopeless(doc: number, place: number, more: Uint32Array, leads: boolean): boolean {
    const named = columnsOf(place, more) & NAMED;
    if ((named & ~columnBit('title')) !== 0) return false;
    const loans = this.#table.rows.loans[doc] ?? 0;
    const isInside = leads && place < SEVERAL && (place & 0xff_ffff) > 1;
    const least = isInside ? this.#inside.least : Math.min(this.#starts.least, this.#inside.least);
    return named === 0 || (loans < MOST_LOANS && loans <= least);
  }

  /** The columns in which all other words stand. @param at where the last title was; kept where titles come in order. */
  #shared(doc: number, others: readonly Postings[], at: number[], inOrder: boolean): number {
    let columns = NAMED;
    for (let k = 0; k < others.length && columns !== 0; k += 1) {
      const other = others[k];
      if (!other) continue;
      const near = seek(other.docs, inOrder ? (at[k] ?? other.from) : other.from, other.to, doc);
      at[k] = near;
      if (near >= other.to || other.docs[near] !== doc) return 0;
      columns &= columnsOf(other.places[near] ?? 0, other.more);
    }
    return columns;
  }

  #startsWith({ others, first }: TypedWords, at: readonly number[], doc: number): boolean {
    const k = first ? others.indexOf(first) : -1;
    const near = at[k] ?? 0;
    if (!first || first.docs[near] !== doc) return false;
    const place = firstPlace(first.places[near] ?? 0, first.more, columnBit('title'));
    return place !== NONE && (place & 0xff_ffff) <= 1;
  }

  #take(doc: number, place: number, columns: number, starts: boolean | undefined): void {
    const { rows } = this.#table;
    const column = place >>> 24;
    if (((columns >>> column) & 1) === 0) return;
    const position = place & 0xff_ffff;
    if (column === TITLE)
      ((starts ?? position <= 1) ? this.#starts : this.#inside).offer(doc, rows.columns.popularity[doc] ?? 0);
    else if (column === BY)
      (position === 0 ? this.#tallies.leading : this.#tallies.author).add(rows.columns.author[doc] ?? NONE);
    else if (column === IN_SERIES) this.#tallies.series.add(rows.columns.series[doc] ?? NONE);
    else if (column === SUBJECT) {
      const count = rows.readSubjects(doc, this.#read);
      for (let i = 0; i < count; i += 1) this.#tallies.subject.add(this.#read[i] ?? 0);
    }
  }

  done(): Beginnings {
    const { leading, author, series, subject } = this.#tallies;
    return {
      starts: this.#starts.best(),
      inside: this.#inside.best(),
      leading: leading.take(MOST_NAMES),
      authors: author.take(MOST_NAMES),
      series: series.take(MOST_NAMES),
      subjects: subject.take(MOST_SUBJECTS),
    };
  }
}

interface Tallies {
  leading: Tally;
  author: Tally;
  series: Tally;
  subject: Tally;
}

/** So many are kept, of letters and words in each scope that it takes long to go through: some kilobytes each. */
const MOST_KEPT = 20_000;
/** Of so many entries what was found is kept. */
export const SLOW_RUN = 20_000;
/** Lists that no title is added to any more are kept from so many entries on: what was found in them stays true. */
export const SETTLED_RUN = 5_000;
/** After so many changes they are found anew: what is popular changes slowly. */
const CHANGES = 20_000;

/** What is to be found: `seen` are the titles of the scope, `rev` their revision now. */
interface Wanted {
  words: TypedWords;
  seen: Bits;
  rev: number;
  /** Titles are still added to the lists. */
  grows: boolean;
  /** So many titles that begin otherwise are kept. */
  titles: number | undefined;
}

/** Finds what half-typed words may become, and keeps what took long. */
export class BeginningsFinder {
  readonly #table: TitleTable;
  readonly #slow: number;
  readonly #tallies: Tallies = {
    leading: new Tally(),
    author: new Tally(),
    series: new Tally(),
    subject: new Tally(),
  };
  readonly #kept = new Map<string, Beginnings>();
  #keptSince = 0;

  /** The revision from which on everything is kept that was found. */
  get keptSince(): number {
    return this.#keptSince;
  }

  constructor(table: TitleTable, slow: number) {
    this.#table = table;
    this.#slow = slow;
  }

  /** @param key names the scope, what was typed and where. */
  find(key: string, { words, seen, rev, grows, titles = MOST_TITLES }: Wanted): Beginnings {
    const slow = grows ? this.#slow : Math.min(this.#slow, SETTLED_RUN);
    if (entriesOf(words.lead) < slow) return this.#found(words, seen, titles);
    if (rev - this.#keptSince > CHANGES) {
      this.#kept.clear();
      this.#keptSince = rev;
    }
    const known = this.#kept.get(key) ?? this.#found(words, seen, titles);
    this.#keep(key, known);
    const still = (docs: number[]) => docs.filter((doc) => seen.has(doc));
    return { ...known, starts: still(known.starts), inside: still(known.inside) };
  }

  /** The one asked for longest ago goes first. */
  #keep(key: string, found: Beginnings): void {
    this.#kept.delete(key);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, found);
  }

  #found(words: TypedWords, seen: Bits, titles: number): Beginnings {
    const collector = new Collector(this.#table, this.#tallies, titles);
    for (const list of words.lead) collector.scan(list, words, seen);
    return collector.done();
  }
}
