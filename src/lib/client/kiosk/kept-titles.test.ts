import { describe, expect, it } from 'vitest';
import { EMPTY_SEARCH } from '$lib/domain/catalogue/search-state';
import { buildStationIndex, type StationRow } from '$lib/domain/catalogue/station-index';
import { pullIndex, readIndex } from './keep-index';
import { keptSubjects, keptTitle, searchKept, type KeptCatalogue } from './kept-titles';

const row = (id: string, title: string, status = 0, others: string[] = []): StationRow => [
  ...([id, title, 'Burnett', ['Gardens'], null, 'F BUR', 'eng', 'chapters', 'book', 1911] as const),
  [[0, '4', 'F BUR', status]],
  others,
];
const rows = [row('a', 'The Secret Garden'), row('b', 'A Little Princess', 1, ['Sara Crewe'])];
const kept: KeptCatalogue = { asOf: 5, sites: ['north'], index: buildStationIndex(rows) };

describe('what a station shows without a network', () => {
  it('finds, pages and says where things stand', () => {
    const results = searchKept(kept, { ...EMPTY_SEARCH, q: 'author:"Burnett"' }, 1);
    expect([results.total, results.items.length, results.items[0]?.copies.onShelf]).toEqual([
      2,
      1,
      [{ siteId: 'north', shelf: '4', callNumber: 'F BUR' }],
    ]);
    expect(searchKept(kept, { ...EMPTY_SEARCH, page: 3 }, 1).items).toEqual([]);
    expect(searchKept(kept, { ...EMPTY_SEARCH, q: 'garden', filters: { level: ['long'] } }, 5).total).toBe(0);
  });

  it('opens a title with its copies and its author’s others', () => {
    const title = keptTitle(kept, 'b', () => 'North');
    expect(title?.items).toMatchObject([{ siteName: 'North', shelf: '4', status: 'on-loan' }]);
    expect(title?.otherTitles).toEqual(['Sara Crewe']);
    expect(keptTitle(kept, 'a', () => '')).not.toHaveProperty('otherTitles');
    expect(title?.more.byAuthor.map(({ id }) => id)).toEqual(['a']);
    expect(keptTitle(kept, 'none', () => '')).toBeUndefined();
    expect(keptSubjects(kept, 9).items).toEqual([{ subject: 'Gardens', count: 2 }]);
  });
});

class FakeCache {
  readonly kept = new Map<string, Response>();
  match = async (key: string) => this.kept.get(key)?.clone();
  put = async (key: string, value: Response) => void this.kept.set(key, value);
  delete = async (key: string) => this.kept.delete(key);
}

describe('keeping the catalogue', () => {
  it('fetches changed pages alone, and leaves what it has where the network fails', async () => {
    const cache = new FakeCache();
    const store = cache as unknown as Cache;
    const pages = [
      { etag: '"1"', body: { sites: ['north'], rows: [rows[0]], nextCursor: 'a' } },
      { etag: '"2"', body: { sites: ['north'], rows: [rows[1]] } },
    ];
    let sent = 0;
    const server = (async (path: string, init: RequestInit) => {
      const page = pages[path.includes('cursor=a') ? 1 : 0];
      if (new Headers(init.headers).get('if-none-match') === page?.etag)
        return new Response(null, { status: 304 });
      sent += 1;
      return Response.json(page?.body, { headers: { etag: page?.etag ?? '' } });
    }) as unknown as typeof fetch;
    expect(await readIndex(store)).toBeUndefined();
    expect(await pullIndex(store, () => 7, server)).toBe(true);
    expect(await readIndex(store)).toEqual({ asOf: 7, sites: ['north'], rows });
    expect(await pullIndex(store, () => 8, server)).toBe(false);
    expect(sent).toBe(2);
    const broken = (() => Promise.reject(new TypeError('offline'))) as unknown as typeof fetch;
    await expect(pullIndex(store, () => 9, broken)).rejects.toThrow();
    expect((await readIndex(store))?.asOf).toBe(8);
    cache.kept.set('/station-index/1', new Response('<html>'));
    expect(await readIndex(store)).toBeUndefined();
  });
});
