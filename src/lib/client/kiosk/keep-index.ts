import type { StationIndexPage } from '$lib/contracts/station-index';
import { ApiError, answered } from '../api';
import { STATION_CACHE } from './reset';

/** So many titles and no more: what a tablet keeps and searches without a pause. */
export const MOST_TITLES = 20_000;

/** The catalogue as it is kept on the station; `asOf` in ms. */
export interface KeptIndex {
  readonly asOf: number;
  readonly sites: readonly string[];
  readonly rows: StationIndexPage['rows'];
}

type Store = Pick<Cache, 'match' | 'put' | 'delete'>;

const pageKey = (at: number) => `/station-index/${at}`;
const META = '/station-index/meta';

interface Pulled {
  readonly page: StationIndexPage;
  readonly changed: boolean;
}

/** One page, from the server or, where it has not changed, from the store. */
async function pullPage(store: Store, at: number, cursor: string, fetcher: typeof fetch): Promise<Pulled> {
  const kept = await store.match(pageKey(at));
  const from = kept?.headers.get('x-cursor');
  const etag = from === encodeURIComponent(cursor) ? kept?.headers.get('etag') : undefined;
  const query = cursor === '' ? '' : `?${new URLSearchParams({ cursor })}`;
  const response = await fetcher(`/api/kiosk/index${query}`, {
    cache: 'no-store',
    headers: etag ? { 'if-none-match': etag } : {},
  });
  if (response.status === 304 && kept)
    return { page: (await kept.json()) as StationIndexPage, changed: false };
  const page = await answered<StationIndexPage>(Promise.resolve(response));
  const headers = { etag: response.headers.get('etag') ?? '', 'x-cursor': encodeURIComponent(cursor) };
  await store.put(pageKey(at), Response.json(page, { headers }));
  return { page, changed: true };
}

/**
 * Brings the station's catalogue up to date: only pages that have changed travel.
 * @returns whether anything changed. @throws ApiError, Unreachable, and what storing throws; the old one then stands.
 */
export async function pullIndex(
  store: Store,
  now: () => number,
  fetcher: typeof fetch = fetch,
): Promise<boolean> {
  let cursor: string | undefined = '';
  let at = 0;
  let titles = 0;
  let changed = false;
  while (cursor !== undefined && titles < MOST_TITLES) {
    const pulled: Pulled = await pullPage(store, at, cursor, fetcher);
    titles += pulled.page.rows.length;
    changed ||= pulled.changed;
    cursor = pulled.page.nextCursor;
    at += 1;
  }
  await store.put(META, Response.json({ asOf: now(), pages: at }));
  return changed;
}

/** The catalogue that is kept; undefined where there is none or it can't be read. */
export async function readIndex(store: Pick<Cache, 'match'>): Promise<KeptIndex | undefined> {
  try {
    const meta = (await (await store.match(META))?.json()) as { asOf: number; pages: number } | undefined;
    if (!meta) return undefined;
    const rows: StationIndexPage['rows'] = [];
    let sites: readonly string[] = [];
    for (let at = 0; at < meta.pages; at += 1) {
      const page = (await (await store.match(pageKey(at)))?.json()) as StationIndexPage | undefined;
      if (!page) return undefined;
      rows.push(...page.rows);
      sites = page.sites;
    }
    return { asOf: meta.asOf, sites, rows };
  } catch {
    return undefined;
  }
}

/** Where the catalogue is kept; undefined in a browser that keeps nothing. */
export async function openIndexStore(): Promise<Cache | undefined> {
  try {
    return 'caches' in globalThis ? await caches.open(STATION_CACHE) : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the catalogue off a browser that is a station no more. */
export async function dropIndex(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(STATION_CACHE).catch(() => false);
}

/** Whether the server says that this browser is no station. */
export const isNobody = (error: unknown): boolean => error instanceof ApiError && error.status === 401;
