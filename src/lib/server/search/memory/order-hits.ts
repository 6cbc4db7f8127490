import type { SearchSort } from '$lib/domain/catalogue/search-state';
import { BEGINS, ENDS, HALF_POPULAR, POPULAR } from '../worth';
import { NO_YEAR } from './generation';
import { seek } from './postings';
import { SCORED_AT_ONCE, type Relevance } from './relevance';
import type { TitleTable } from './title-table';

/** Below zero where the first comes before the second; both are indexes into the hits. */
type Order = (a: number, b: number) => number;

export interface Hits {
  readonly docs: Uint32Array;
  /** Undefined where nothing is scored. */
  readonly relevance: Relevance | undefined;
  /** The words of the search themselves as a title is filed by; '' for none. */
  readonly typed: string;
  /** The place of no author in the order of sort authors; such titles come last. */
  readonly authorless: number | undefined;
}

/** The orders of the search in the database, over arrays. */
function orderOf(
  sort: SearchSort,
  { titles, rows }: TitleTable,
  { docs, authorless }: Hits,
  scores: ReadonlyMap<number, number>,
): Order {
  const { titleKey, authorKey, createdAt } = titles;
  const n = (array: ArrayLike<number>, i: number) => array[docs[i] ?? 0] ?? 0;
  const year = (i: number) => n(rows.columns.year, i);
  const popularity = (i: number) => n(rows.columns.popularity, i);
  const bySeq: Order = (a, b) => n(titles.seq, a) - n(titles.seq, b);
  const byTitle: Order = (a, b) =>
    n(titleKey, a) - n(titleKey, b) ||
    n(authorKey, a) - n(authorKey, b) ||
    n(titles.seq, a) - n(titles.seq, b);
  const byPopularity: Order = (a, b) => popularity(b) - popularity(a) || byTitle(a, b);
  const hasNoAuthor = (i: number) => (n(authorKey, i) === authorless ? 1 : 0);
  switch (sort) {
    case 'title':
      return byTitle;
    case 'author':
      return (a, b) => hasNoAuthor(a) - hasNoAuthor(b) || n(authorKey, a) - n(authorKey, b) || byTitle(a, b);
    case 'newest':
      return (a, b) =>
        Number(year(a) === NO_YEAR) - Number(year(b) === NO_YEAR) ||
        year(b) - year(a) ||
        n(createdAt, b) - n(createdAt, a) ||
        bySeq(b, a);
    case 'popular':
      return byPopularity;
    case 'relevance':
      return (a, b) => (scores.get(a) ?? 0) - (scores.get(b) ?? 0) || byPopularity(a, b);
  }
}

/** A heap of the best so far, the worst of them on top. */
class Best {
  readonly kept: number[] = [];

  constructor(
    private readonly size: number,
    private readonly order: Order,
  ) {}

  get isFull(): boolean {
    return this.kept.length === this.size;
  }

  get worst(): number {
    return this.kept[0] ?? 0;
  }

  offer(candidate: number): void {
    if (this.kept.length < this.size) {
      this.kept.push(candidate);
      this.#up(this.kept.length - 1);
    } else if (this.order(candidate, this.kept[0] ?? 0) < 0) {
      this.kept[0] = candidate;
      this.#down();
    }
  }

  #up(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfWorse(at, parent)) return;
      at = parent;
    }
  }

  #down(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const worse = right < this.kept.length && this.#isWorse(right, left) ? right : left;
      if (worse >= this.kept.length || !this.#swapIfWorse(worse, at)) return;
      at = worse;
    }
  }

  #isWorse(a: number, b: number): boolean {
    return this.order(this.kept[a] ?? 0, this.kept[b] ?? 0) > 0;
  }

  #swapIfWorse(child: number, parent: number): boolean {
    if (!this.#isWorse(child, parent)) return false;
    [this.kept[child], this.kept[parent]] = [this.kept[parent] ?? 0, this.kept[child] ?? 0];
    return true;
  }
}

/** No score is as good: titles that are the very words of the search come first. */
const EXACT = 1e6;

const worthOfLoans = (loans: number) => 1 + (POPULAR * loans) / (loans + HALF_POPULAR);
const KEPT_LOANS = 1_024;
const KEPT_WORTH = Float64Array.from({ length: KEPT_LOANS }, (_, loans) => worthOfLoans(loans));
/** How many times as much a title counts that is borrowed so often; see `worth.ts`. */
const popularWorth = (loans: number) => (loans < KEPT_LOANS ? (KEPT_WORTH[loans] ?? 0) : worthOfLoans(loans));
const MOST_POPULAR = 1 + POPULAR;
/** What is multiplied in another order may differ by less than this. */
const ROUNDING = 1 + 1e-9;

/** What the title itself tells of its worth: whether it is the search, begins as it does, or ends so. */
class TitleWorth {
  readonly exact: number | undefined;
  readonly #after: number;
  readonly #to: number;
  readonly #ending: Buffer | undefined;
  readonly #share: number;
  readonly #table: TitleTable;
  /** No title counts more times as much. */
  readonly most: number;

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
    this.most = (begins ? BEGINS : 1) * (this.#ending ? 1 + ENDS : 1) * ROUNDING;
  }

  /** How many times as much a title counts that is filed at this place. */
  of(place: number): number {
    const begins = place === this.exact || (place > this.#after && place <= this.#to) ? BEGINS : 1;
    if (!this.#ending) return begins;
    return begins * (1 + ENDS * this.#share * this.#table.titleOrder.endingAt(place, this.#ending));
  }
}

/** What is known of some titles, in their order. */
interface Scored {
  scores: Float64Array;
  loans: Uint16Array;
}

/** Puts the best by their scores in order; what can't be among the best any more is told before its title is looked at. */
class BestByScore {
  /** The scores that those are ordered by that were among the best. */
  readonly final = new Map<number, number>();
  readonly #titleKey: Float64Array;
  readonly #worth: TitleWorth;
  readonly #table: TitleTable;
  /** What can be among the best, of those that were scored at once. */
  readonly #likely: Uint32Array;
  #best: Best | undefined;
  /** No score above this is among the best. */
  #least = 0;

  /** @param hits so many titles will be taken. */
  constructor(typed: string, table: TitleTable, hits: number) {
    this.#table = table;
    this.#likely = new Uint32Array(Math.min(hits, SCORED_AT_ONCE));
    this.#titleKey = table.titles.titleKey;
    this.#worth = new TitleWorth(typed, table);
  }

  takeAll(best: Best, docs: Uint32Array, relevance: Relevance): void {
    this.#best = best;
    this.#takeExact(docs, relevance);
    for (let from = 0; from < docs.length; from += SCORED_AT_ONCE) {
      const some = docs.subarray(from, from + SCORED_AT_ONCE);
      const scores = relevance.of(some);
      this.#takeLikely(some, from, { scores, loans: relevance.loans }, this.#narrow(some, scores));
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
      this.#offer(i, score * popularWorth(relevance.loans[0] ?? 0) * this.#worth.of(exact) - EXACT);
    }
  }

  /** However popular, and whatever the title: most are told by their score alone. @returns how many are likely. */
  #narrow(some: Uint32Array, scores: Float64Array): number {
    const likely = this.#likely;
    const least = this.#least / (MOST_POPULAR * this.#worth.most);
    let used = 0;
    for (let i = 0; i < some.length; i += 1) {
      likely[used] = i;
      used += (scores[i] ?? 0) > least ? 0 : 1;
    }
    return used;
  }

  #takeLikely(some: Uint32Array, from: number, { scores, loans }: Scored, count: number): void {
    const { most, exact } = this.#worth;
    for (let k = 0; k < count; k += 1) {
      const i = this.#likely[k] ?? 0;
      const doc = some[i] ?? 0;
      const score = (scores[i] ?? 0) * popularWorth(loans[i] ?? 0);
      if (score * most > this.#least || (exact !== undefined && this.#titleKey[doc] === exact)) continue;
      this.#offer(from + i, score * this.#worth.of(this.#titleKey[doc] ?? 0));
    }
  }

  #offer(i: number, score: number): void {
    if (!this.#best || score > this.#least) return;
    this.final.set(i, score);
    this.#best.offer(i);
    if (this.#best.isFull) this.#least = this.final.get(this.#best.worst) ?? 0;
  }
}

/** The positions of one page of hits, in order. */
export function pageOf(
  sort: SearchSort,
  table: TitleTable,
  hits: Hits,
  { limit, offset }: { limit: number; offset: number },
): number[] {
  const { docs, relevance, typed } = hits;
  const byScore = relevance && new BestByScore(typed, table, docs.length);
  const order = orderOf(sort, table, hits, byScore?.final ?? new Map());
  const best = new Best(offset + limit, order);
  if (byScore) byScore.takeAll(best, docs, relevance);
  else for (let i = 0; i < docs.length; i += 1) best.offer(i);
  return best.kept
    .sort(order)
    .slice(offset)
    .map((i) => docs[i] ?? 0);
}
