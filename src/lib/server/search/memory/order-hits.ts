import type { SearchSort } from '$lib/domain/catalogue/search-state';
import { NO_YEAR, type TitleArrays } from './generation';

/** Below zero where the first comes before the second; both are indexes into the hits. */
type Order = (a: number, b: number) => number;

export interface Hits {
  readonly docs: Uint32Array;
  /** The lower the better; undefined where nothing is scored. */
  readonly scores: Float64Array | undefined;
  /** The place in the order of sort titles that the words of the search themselves would have. */
  readonly exact: number | undefined;
  /** The place of no author in the order of sort authors; such titles come last. */
  readonly authorless: number | undefined;
}

/** The orders of the search in the database, over arrays. */
function orderOf(sort: SearchSort, titles: TitleArrays, { docs, scores, exact, authorless }: Hits): Order {
  const { titleKey, authorKey, year, createdAt, popularity } = titles;
  const n = (array: ArrayLike<number>, i: number) => array[docs[i] ?? 0] ?? 0;
  const bySeq: Order = (a, b) => n(titles.seq, a) - n(titles.seq, b);
  const byTitle: Order = (a, b) =>
    n(titleKey, a) - n(titleKey, b) ||
    n(authorKey, a) - n(authorKey, b) ||
    n(titles.seq, a) - n(titles.seq, b);
  const byPopularity: Order = (a, b) => n(popularity, b) - n(popularity, a) || byTitle(a, b);
  const hasNoAuthor = (i: number) => (n(authorKey, i) === authorless ? 1 : 0);
  const isExact = (i: number) => (exact !== undefined && n(titleKey, i) === exact ? 1 : 0);
  switch (sort) {
    case 'title':
      return byTitle;
    case 'author':
      return (a, b) => hasNoAuthor(a) - hasNoAuthor(b) || n(authorKey, a) - n(authorKey, b) || byTitle(a, b);
    case 'newest':
      return (a, b) =>
        Number(n(year, a) === NO_YEAR) - Number(n(year, b) === NO_YEAR) ||
        n(year, b) - n(year, a) ||
        n(createdAt, b) - n(createdAt, a) ||
        bySeq(b, a);
    case 'popular':
      return byPopularity;
    case 'relevance':
      return scores
        ? (a, b) => isExact(b) - isExact(a) || (scores[a] ?? 0) - (scores[b] ?? 0) || byPopularity(a, b)
        : byPopularity;
  }
}

/** A heap of the best so far, the worst of them on top. */
class Best {
  readonly kept: number[] = [];

  constructor(
    private readonly size: number,
    private readonly order: Order,
  ) {}

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

/** The positions of one page of hits, in order. */
export function pageOf(
  sort: SearchSort,
  titles: TitleArrays,
  hits: Hits,
  { limit, offset }: { limit: number; offset: number },
): number[] {
  const order = orderOf(sort, titles, hits);
  const best = new Best(offset + limit, order);
  for (let i = 0; i < hits.docs.length; i += 1) best.offer(i);
  return best.kept
    .sort(order)
    .slice(offset)
    .map((i) => hits.docs[i] ?? 0);
}
