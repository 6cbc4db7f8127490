import type { InStatement } from '@libsql/client';
import type { SearchSort } from '$lib/domain/catalogue/search-state';

/** What a search may see: always given by the actor, never by the address. */
export interface SearchScope {
  /** Sites whose titles may be found; null for every site of the district. */
  siteIds: string[] | null;
  /** Staff also find suppressed titles, and titles by the barcode of a copy. */
  staff: boolean;
}

export interface SearchQuery {
  q: string;
  site?: string[] | undefined;
  kind?: string[] | undefined;
  language?: string[] | undefined;
  subject?: string[] | undefined;
  level?: string[] | undefined;
  yearFrom?: number | undefined;
  yearTo?: number | undefined;
  available?: boolean | undefined;
  sort: SearchSort;
  limit: number;
  offset: number;
}

export const FACETS = ['kind', 'language', 'level', 'subject', 'year', 'site', 'available'] as const;
export type Facet = (typeof FACETS)[number];
export type FacetCounts = Record<Facet, { value: string; count: number }[]>;

export interface SearchAnswer {
  total: number;
  /** Title ids in order. */
  ids: string[];
  /** Each counted under all the other choices of the search; exact. */
  facets: FacetCounts;
  /** "Did you mean": a search that does find something within the same scope. */
  suggestion?: string;
}

export interface Suggestion {
  kind: 'title' | 'author' | 'series' | 'subject';
  text: string;
  titleId?: string;
}

/** A subject, and how many titles have it. */
export interface SubjectCount {
  subject: string;
  count: number;
}

/** The title index. Searching runs off the thread that serves the desk; a search that takes too long is cut off. */
export interface SearchEngine {
  /** @throws AppError busy (503) when the search was cut off. */
  search(scope: SearchScope, query: SearchQuery): Promise<SearchAnswer>;
  /** @throws AppError busy (503) when it took too long. */
  suggest(scope: SearchScope, prefix: string, limit: number): Promise<Suggestion[]>;
  /** The subjects with most titles. @throws AppError busy (503) when it took too long. */
  subjects(scope: SearchScope, limit: number): Promise<SubjectCount[]>;
  /**
   * Statements that bring the index up to date with these titles; they go into the batch that changes the titles or
   * the existence, site, barcode or suppression of their copies, after the statements of that change. Titles that are
   * gone by then leave the index. Reads nothing.
   */
  refresh(titleIds: string[]): InStatement[];
  /**
   * The cheap part of `refresh` for a change of status or popularity alone (checkout, check-in at the same site):
   * which sites have a copy on the shelf, and how popular the titles are.
   */
  refreshAvailability(titleIds: string[]): InStatement[];
  /** Reads the index into memory before the first search needs it. */
  warm(): Promise<void>;
  /**
   * Makes the index in memory anew while searching goes on; answers the number of titles when the new one is in use,
   * 0 where there is none.
   */
  rebuild(): Promise<number>;
  close(): Promise<void>;
}
