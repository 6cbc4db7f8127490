import type { SearchSort } from '$lib/domain/catalogue/search-state';
import { Best, type Order } from './best';
import { BestByScore } from './best-by-score';
import { NO_YEAR } from './generation';
import type { Relevance } from './relevance';
import type { TitleTable } from './title-table';

export interface Hits {
  readonly docs: Uint32Array;
  /** Undefined where nothing is scored. */
  readonly relevance: Relevance | undefined;
  /** The words of the search themselves as a title is filed by; '' for none. */
  readonly typed: string;
  /** The place of no author in the order of sort authors; such titles come last. */
  readonly authorless: number | undefined;
}

/** The orders of the search in the database, over arrays. @param scores of those that are put in order by relevance. */
function orderOf(
  sort: SearchSort,
  { titles, rows }: TitleTable,
  { authorless }: Hits,
  scores: ReadonlyMap<number, number>,
): Order {
  const { titleKey, authorKey, createdAt } = titles;
  const n = (array: ArrayLike<number>, doc: number) => array[doc] ?? 0;
  const year = (doc: number) => n(rows.columns.year, doc);
  const popularity = (doc: number) => n(rows.columns.popularity, doc);
  const bySeq: Order = (a, b) => n(titles.seq, a) - n(titles.seq, b);
  const byTitle: Order = (a, b) =>
    n(titleKey, a) - n(titleKey, b) ||
    n(authorKey, a) - n(authorKey, b) ||
    n(titles.seq, a) - n(titles.seq, b);
  const byPopularity: Order = (a, b) => popularity(b) - popularity(a) || byTitle(a, b);
  const hasNoAuthor = (doc: number) => (n(authorKey, doc) === authorless ? 1 : 0);
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

/** The positions of one page of hits, in order. */
export function pageOf(
  sort: SearchSort,
  table: TitleTable,
  hits: Hits,
  { limit, offset }: { limit: number; offset: number },
): number[] {
  const { docs, relevance, typed } = hits;
  const byScore = relevance && new BestByScore(typed, table);
  const order = orderOf(sort, table, hits, byScore?.final ?? new Map());
  const best = new Best(offset + limit, order);
  if (byScore) byScore.takeAll(best, docs, relevance);
  else for (let i = 0; i < docs.length; i += 1) best.offer(docs[i] ?? 0);
  return best.kept.sort(order).slice(offset);
}
