import type { InStatement } from '@libsql/client';

/** What a search may see: always given by the actor, never by the address. */
export interface SearchScope {
  /** Sites whose copies may be found; null for every site of the district. */
  siteIds: string[] | null;
  /** Staff also find suppressed titles. */
  includeSuppressed: boolean;
}

export interface SearchQuery {
  q: string;
  site?: string[];
  kind?: string[];
  language?: string[];
  subject?: string[];
  level?: string[];
  yearFrom?: number;
  yearTo?: number;
  available?: boolean;
  sort: 'relevance' | 'title' | 'author' | 'newest' | 'popular';
  limit: number;
  offset: number;
}

export interface SearchAnswer {
  total: number;
  /** Title ids in order. */
  ids: string[];
  facets: Record<string, { value: string; count: number }[]>;
  /** "Did you mean". */
  suggestion?: string;
}

/** The title index. Searching runs off the thread that serves the desk; a search that takes too long is cut off. */
export interface SearchEngine {
  search(scope: SearchScope, query: SearchQuery): Promise<SearchAnswer>;
  suggest(scope: SearchScope, prefix: string, limit: number): Promise<string[]>;
  /**
   * Statements that bring the index up to date with these titles; they go into the batch that changes the titles or
   * their copies, after the statements of that change.
   */
  refresh(titleIds: string[]): InStatement[];
  close(): Promise<void>;
}
