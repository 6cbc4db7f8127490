import { BEGINS, ENDS, leastLoans, popularWorth } from '../worth';
import type { Best } from './best';
import { seek } from './postings';
import type { Relevance } from './relevance';
import { MOST_LOANS } from './title-rows';
import type { TitleTable } from './title-table';

/** No score is as good: titles that are the very words of the search come first. */
const EXACT = 1e6;

/** So many titles are looked at first, then twice as many each time: the sooner good ones are known, the fewer are scored. */
const FIRST = 64;

/** What is multiplied in another order may differ by less than this. */
const ROUNDING = 1 + 1e-9;

/** The least of `TitleRows.loans` that may count so many times as much; more than any where none may. */
const leastOf = (worth: number): number => {
  const loans = leastLoans(worth);
  return loans === Infinity ? MOST_LOANS + 1 : Math.min(loans, MOST_LOANS);
};

/** What the title itself tells of its worth: whether it is the search, begins as it does, or ends so. */
class TitleWorth {
  readonly exact: number | undefined;
  readonly #after: number;
  readonly #to: number;
  readonly #ending: Buffer | undefined;
  readonly #share: number;
  readonly #table: TitleTable;
  /** No title counts more times as much, and none that begins otherwise more than the other. */
  readonly most: number;
  readonly mostInside: number;

  constructor(typed: string, table: TitleTable) {
    const { titleOrder } = table;
    this.#table = table;
    this.exact = titleOrder.find(typed);
    [this.#after, this.#to] =
      typed === '' ? [0, 0] : [titleOrder.before(`${typed} `), titleOrder.before(`${typed}!`)];
    // The words themselves, which come first anyway, do not end with these.
    this.#ending = typed.includes(' ') ? Buffer.from(` ${typed}`) : undefined;
    this.#share = this.#ending ? (this.#ending.length - 1) / this.#ending.length : 0;
    const begins = this.#to > this.#after || this.exact !== undefined;
    this.mostInside = (this.#ending ? 1 + ENDS : 1) * ROUNDING;
    this.most = (begins ? BEGINS : 1) * this.mostInside;
  }

  begins(place: number): boolean {
    return place === this.exact || (place > this.#after && place <= this.#to);
  }

  /** How many times as much a title counts that is filed at this place. */
  of(place: number): number {
    const begins = this.begins(place) ? BEGINS : 1;
    if (!this.#ending) return begins;
    return begins * (1 + ENDS * this.#share * this.#table.titleOrder.endingAt(place, this.#ending));
  }
}

/**
 * Puts the best by their scores in order. The number of its loans, and how it begins, tell of most titles that whatever
 * they score they are not among the best any more: those are not scored.
 */
export class BestByScore {
  /** The scores that those are ordered by that were among the best, by position. */
  readonly final = new Map<number, number>();
  readonly #titleKey: Float64Array;
  readonly #loans: Uint8Array;
  readonly #worth: TitleWorth;
  readonly #table: TitleTable;
  /** What can be among the best, of those that were looked at at once. */
  #likely = new Uint32Array(0);
  #best: Best | undefined;
  /** No score above this is among the best. */
  #least = 0;

  constructor(typed: string, table: TitleTable) {
    this.#table = table;
    this.#titleKey = table.titles.titleKey;
    this.#loans = table.rows.loans;
    this.#worth = new TitleWorth(typed, table);
  }

  /** @param docs positions in order. */
  takeAll(best: Best, docs: Uint32Array, relevance: Relevance): void {
    this.#best = best;
    this.#takeExact(docs, relevance);
    const { atOnce } = relevance;
    this.#likely = new Uint32Array(atOnce);
    let from = 0;
    for (let size = Math.min(FIRST, atOnce); from < docs.length; size = Math.min(size * 2, atOnce)) {
      const some = docs.subarray(from, from + size);
      from += size;
      const likely = this.#likely.subarray(0, this.#narrow(some, relevance.best));
      if (likely.length > 0) this.#takeLikely(likely, relevance);
    }
  }

  /** The very title comes first, whatever its score. */
  #takeExact(docs: Uint32Array, relevance: Relevance): void {
    const { exact } = this.#worth;
    if (exact === undefined) return;
    for (const doc of this.#table.filedAt(exact)) {
      const i = seek(docs, 0, docs.length, doc);
      if (docs[i] !== doc) continue;
      const [score = 0] = relevance.of(docs.subarray(i, i + 1));
      this.#offer(doc, score * popularWorth(relevance.loans[0] ?? 0) * this.#worth.of(exact) - EXACT);
    }
  }

  /** @param best no title scores better. @returns how many of some are likely. */
  #narrow(some: Uint32Array, best: number): number {
    const [likely, loans] = [this.#likely, this.#loans];
    const { most, mostInside } = this.#worth;
    const least = leastOf(this.#least / (best * most));
    const leastInside = leastOf(this.#least / (best * mostInside));
    let used = 0;
    for (let i = 0; i < some.length; i += 1) {
      const doc = some[i] ?? 0;
      likely[used] = doc;
      used += (loans[doc] ?? 0) < least ? 0 : 1;
    }
    return leastInside > least ? this.#narrowByTitle(used, leastInside) : used;
  }

  /** Of those that are likely if they begin as the search does: how many still are. */
  #narrowByTitle(count: number, leastInside: number): number {
    const [likely, loans] = [this.#likely, this.#loans];
    let used = 0;
    for (let i = 0; i < count; i += 1) {
      const doc = likely[i] ?? 0;
      if ((loans[doc] ?? 0) < leastInside && !this.#worth.begins(this.#titleKey[doc] ?? 0)) continue;
      likely[used++] = doc;
    }
    return used;
  }

  #takeLikely(likely: Uint32Array, relevance: Relevance): void {
    const { most, exact } = this.#worth;
    const scores = relevance.of(likely);
    for (let i = 0; i < likely.length; i += 1) {
      const doc = likely[i] ?? 0;
      const score = (scores[i] ?? 0) * popularWorth(relevance.loans[i] ?? 0);
      if (score * most > this.#least || (exact !== undefined && this.#titleKey[doc] === exact)) continue;
      this.#offer(doc, score * this.#worth.of(this.#titleKey[doc] ?? 0));
    }
  }

  #offer(doc: number, score: number): void {
    if (!this.#best || score > this.#least) return;
    this.final.set(doc, score);
    this.#best.offer(doc);
    if (this.#best.isFull) this.#least = this.final.get(this.#best.worst) ?? 0;
  }
}
