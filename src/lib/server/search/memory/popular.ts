import { columnsOf, type Postings } from './postings';
import type { TitleTable } from './title-table';

/** So many of a long list's titles are remembered as its most popular ones. */
const REMEMBERED = 250;
/** Lists that are remembered. */
const MOST_LISTS = 4_000;
const LONG = 1_000;

/** The most popular of some titles, `most` at most; they need not be in order. */
export function mostPopular(docs: ArrayLike<number>, popularity: Uint32Array, most: number): number[] {
  if (docs.length <= most) return Array.from(docs);
  const values = Uint32Array.from(docs, (doc) => popularity[doc] ?? 0).sort();
  const least = values[values.length - most] ?? 0;
  const better: number[] = [];
  const equal: number[] = [];
  for (let i = 0; i < docs.length; i += 1) {
    const doc = docs[i] ?? 0;
    const value = popularity[doc] ?? 0;
    if (value > least) better.push(doc);
    else if (value === least && equal.length < most) equal.push(doc);
  }
  return [...better, ...equal].slice(0, most);
}

/** The most popular titles of words that are in very many: found once, since popularity hardly moves. */
export class PopularTitles {
  readonly #table: TitleTable;
  readonly #kept = new Map<string, number[]>();

  constructor(table: TitleTable) {
    this.#table = table;
  }

  /** The titles in which the word stands in one of the columns: all of a short list, the most popular of a long one. */
  of(list: Postings, columns: number): number[] {
    if (list.to - list.from <= LONG) return this.#filtered(list, columns);
    const key = `${list.from} ${columns}`;
    const known = this.#kept.get(key);
    if (known) return known;
    if (this.#kept.size >= MOST_LISTS) this.#kept.clear();
    const found = mostPopular(this.#filtered(list, columns), this.#table.titles.popularity, REMEMBERED);
    this.#kept.set(key, found);
    return found;
  }

  #filtered({ docs, places, more, from, to }: Postings, columns: number): number[] {
    const found: number[] = [];
    for (let i = from; i < to; i += 1)
      if (columnsOf(places[i] ?? 0, more) & columns) found.push(docs[i] ?? 0);
    return found;
  }
}
