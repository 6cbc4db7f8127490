import type {
  CatalogueResults,
  NewArrivals,
  SubjectCounts,
  Suggestions,
  TitleDetail,
} from '$lib/contracts/catalogue';
import type { HeadingList, Headings, PublicSearch, Shelf } from '$lib/contracts/discovery';
import type { TitlePlace } from '$lib/contracts/shelves';
import { searchToParams, type SearchState } from '$lib/domain/catalogue/search-state';
import { ApiError, answered } from '../api';

/** What a page shows when the catalogue did not answer as asked; `gone`: not there, or not to be seen from here. */
export type Missing = 'offline' | 'busy' | 'gone' | 'nobody' | 'failed';
export type Loaded<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Missing };

const WHY: Readonly<Record<number, Missing>> = {
  401: 'nobody',
  403: 'gone',
  404: 'gone',
  429: 'busy',
  503: 'busy',
};

/** Why an answer did not come, as pages tell it. */
export function missing(error: unknown): Missing {
  if (error instanceof ApiError) return WHY[error.status] ?? 'failed';
  return 'offline';
}

async function loaded<T>(fetcher: typeof fetch, path: string): Promise<Loaded<T>> {
  try {
    return { ok: true, value: await answered<T>(fetcher(`/api${path}`)) };
  } catch (error) {
    return { ok: false, why: missing(error) };
  }
}

/** Where the catalogue is asked: as whoever is here, or as the district's public search, whoever is here. */
export type CatalogueDoor = '/catalogue' | '/public';

/** Search, titles and rows of the catalogue for pages; failures are values, so that a page can say what happened. */
export const readCatalogue = (fetcher: typeof fetch = fetch, door: CatalogueDoor = '/catalogue') => ({
  search: (state: SearchState, limit = 20) => {
    const params = searchToParams(state);
    params.set('limit', String(limit));
    return loaded<CatalogueResults>(fetcher, `${door}/search?${params}`);
  },
  suggest: (q: string) =>
    loaded<Suggestions>(fetcher, `${door}/suggest?${new URLSearchParams({ q, limit: '8' })}`),
  title: (id: string) => loaded<TitleDetail>(fetcher, `${door}/titles/${encodeURIComponent(id)}`),
  places: (id: string) =>
    loaded<{ items: TitlePlace[] }>(fetcher, `/catalogue/titles/${encodeURIComponent(id)}/places`),
  headings: (list: HeadingList, params: URLSearchParams) =>
    loaded<Headings>(fetcher, `${door}/browse/${list}?${params}`),
  shelf: (params: URLSearchParams) => loaded<Shelf>(fetcher, `${door}/browse/shelf?${params}`),
  arrivals: () => loaded<NewArrivals>(fetcher, `${door}/new`),
  /** What the public search is; only behind its own door. */
  session: () => loaded<PublicSearch>(fetcher, door),
  subjects: () => loaded<SubjectCounts>(fetcher, `${door}/subjects`),
});
