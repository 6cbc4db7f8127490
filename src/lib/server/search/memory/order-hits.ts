import type { SearchSort } from '$lib/domain/catalogue/search-state';
import { BEGINS, ENDS, HALF_POPULAR, POPULAR } from '../worth';
import { NO_YEAR } from './generation';
import type { TitleTable } from './title-table';

/** Below zero where the first comes before the second; both are indexes into the hits. */
type Order = (a: number, b: number) => number;

export interface Hits {
  readonly docs: Uint32Array;
  /** The lower the better; undefined where nothing is scored. */
  readonly scores: Float64Array | undefined;
  /** The words of the search themselves as a title is filed by; '' for none. */
  readonly typed: string;
  /** The place of no author in the order of sort authors; such titles come last. */
  readonly authorless: number | undefined;
}

/** The orders of the search in the database, over arrays. */
function orderOf(sort: SearchSort, { titles, rows }: TitleTable, { docs, scores, authorless }: Hits): Order {
  const { titleKey, authorKey, createdAt } = titles;
  const year = (i: number) => rows.year(docs[i] ?? 0);
  const popularity = (i: number) => rows.popularity(docs[i] ?? 0);
  const n = (array: ArrayLike<number>, i: number) => array[docs[i] ?? 0] ?? 0;
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
      return scores ? (a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || byPopularity(a, b) : byPopularity;
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

/** What is often borrowed, and what begins as the search does, counts more; see `worth.ts`. */
function weigh({ docs, scores, typed }: Hits, { titles, rows, titleOrder }: TitleTable): void {
  if (!scores) return;
  const exact = titleOrder.find(typed);
  const [after, to] =
    typed === '' ? [0, 0] : [titleOrder.before(`${typed} `), titleOrder.before(`${typed}!`)];
  for (let i = 0; i < docs.length; i += 1) {
    const doc = docs[i] ?? 0;
    const popularity = rows.popularity(doc);
    const place = titles.titleKey[doc] ?? 0;
    let score = (scores[i] ?? 0) * (1 + (POPULAR * popularity) / (popularity + HALF_POPULAR));
    if (place === exact || (place > after && place <= to)) score *= BEGINS;
    scores[i] = place === exact ? score - EXACT : score;
  }
}

/** How many times as much a title counts that ends as the search does; undefined for a search of one word. */
function endingOf(
  { typed }: Hits,
  { titles, titleOrder }: TitleTable,
): ((doc: number) => number) | undefined {
  if (!typed.includes(' ')) return undefined;
  // The words themselves, which come first anyway, do not end with these.
  const ending = Buffer.from(` ${typed}`);
  const share = (ending.length - 1) / ending.length;
  return (doc) => 1 + ENDS * share * titleOrder.endingAt(titles.titleKey[doc] ?? 0, ending);
}

/** The positions of one page of hits, in order. */
export function pageOf(
  sort: SearchSort,
  table: TitleTable,
  hits: Hits,
  { limit, offset }: { limit: number; offset: number },
): number[] {
  const { docs, scores } = hits;
  weigh(hits, table);
  const ending = endingOf(hits, table);
  const most = ending ? 1 + ENDS : 1;
  const order = orderOf(sort, table, hits);
  const best = new Best(offset + limit, order);
  for (let i = 0; i < docs.length; i += 1) {
    // Most of many hits are worse than the worst of the page, however they end: that is told without their texts.
    if (scores && best.isFull && (scores[i] ?? 0) * most > (scores[best.worst] ?? 0)) continue;
    if (scores && ending) scores[i] = (scores[i] ?? 0) * ending(docs[i] ?? 0);
    best.offer(i);
  }
  return best.kept
    .sort(order)
    .slice(offset)
    .map((i) => docs[i] ?? 0);
}
