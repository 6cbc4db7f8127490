/** How results may be ordered. */
export const SEARCH_SORTS = ['relevance', 'title', 'author', 'newest', 'popular'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** The facets of which several values may be chosen at once: any of them will do. */
export const LIST_FILTERS = ['kind', 'language', 'level', 'subject', 'site'] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** Everything a search is: what the address bar holds, and nothing else. The site restriction of an actor is not in it. */
export interface SearchState {
  readonly q: string;
  /** Chosen values by facet, sorted, without repeats; only facets with a choice. */
  readonly filters: Readonly<Partial<Record<ListFilter, readonly string[]>>>;
  readonly yearFrom?: number;
  readonly yearTo?: number;
  /** Only titles with a copy on the shelf now. */
  readonly available: boolean;
  readonly sort: SearchSort;
  /** From 1. */
  readonly page: number;
}

export const EMPTY_SEARCH: SearchState = { q: '', filters: {}, available: false, sort: 'relevance', page: 1 };

const unique = (values: readonly string[]) => [...new Set(values.filter((value) => value !== ''))].sort();

const isSort = (value: string | null): value is SearchSort =>
  SEARCH_SORTS.some((candidate) => candidate === value);

/** A whole number from -9999 to 9999, or undefined for anything else. */
function yearOf(text: string | null): number | undefined {
  return text !== null && /^-?\d{1,4}$/.test(text) ? Number(text) || 0 : undefined;
}

/** Signs that turn the direction of what follows: no word has them, and the page that repeats the query would be turned too. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Blanks alone ask for nothing. */
function wordsOf(text: string | null): string {
  const words = (text ?? '').replaceAll(TURNS, '');
  return words.trim() === '' ? '' : words;
}

function pageOf(text: string | null): number {
  const page = text !== null && /^\d{1,5}$/.test(text) ? Number(text) : 1;
  return Math.max(1, page);
}

/** The search that an address stands for. Values that make no sense are left out, so every address is a search. */
export function searchFromParams(params: URLSearchParams): SearchState {
  const filters: Partial<Record<ListFilter, string[]>> = {};
  for (const facet of LIST_FILTERS) {
    const chosen = unique(params.getAll(facet));
    if (chosen.length > 0) filters[facet] = chosen;
  }
  const yearFrom = yearOf(params.get('yearFrom'));
  const yearTo = yearOf(params.get('yearTo'));
  const sort = params.get('sort');
  return {
    q: wordsOf(params.get('q')),
    filters,
    ...(yearFrom === undefined ? {} : { yearFrom }),
    ...(yearTo === undefined ? {} : { yearTo }),
    available: params.get('available') === 'true',
    sort: isSort(sort) ? sort : 'relevance',
    page: pageOf(params.get('page')),
  };
}

/** The address of a search, without what goes without saying; also the query of `GET /api/catalogue/search`. */
export function searchToParams(state: SearchState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.q !== '') params.set('q', state.q);
  for (const facet of LIST_FILTERS)
    for (const value of unique(state.filters[facet] ?? [])) params.append(facet, value);
  if (state.yearFrom !== undefined) params.set('yearFrom', String(state.yearFrom));
  if (state.yearTo !== undefined) params.set('yearTo', String(state.yearTo));
  if (state.available) params.set('available', 'true');
  if (state.sort !== 'relevance') params.set('sort', state.sort);
  if (state.page > 1) params.set('page', String(state.page));
  return params;
}

/** The search with one value of a facet added, or taken away when it was chosen; back on the first page. */
export function toggleFilter(state: SearchState, facet: ListFilter, value: string): SearchState {
  const chosen = state.filters[facet] ?? [];
  const next = chosen.includes(value)
    ? chosen.filter((other) => other !== value)
    : unique([...chosen, value]);
  const { [facet]: _old, ...others } = state.filters;
  return { ...state, filters: next.length > 0 ? { ...others, [facet]: next } : others, page: 1 };
}

/** How many choices narrow this search. */
export function countFilters(state: SearchState): number {
  const chosen = LIST_FILTERS.reduce((sum, facet) => sum + (state.filters[facet]?.length ?? 0), 0);
  const years = state.yearFrom !== undefined || state.yearTo !== undefined;
  return chosen + (years ? 1 : 0) + (state.available ? 1 : 0);
}
