import { describe, expect, it } from 'vitest';
import { Pages } from './pages.svelte';

const rows = [1, 2, 3, 4, 5];
const settled = () => new Promise((done) => setTimeout(done));

/** Two rows a page; the cursor is where the page begins. */
const ask = async (cursor: string | undefined) => {
  const at = Number(cursor ?? 0);
  const next = at + 2 < rows.length ? { nextCursor: String(at + 2) } : {};
  return { items: rows.slice(at, at + 2), total: rows.length, ...next };
};
const shown = ({ page, from, to, total }: Pages<number>) => [page.value?.items, from, to, total];

describe('Pages', () => {
  it('goes on to the last page and no further, and back to the first', async () => {
    const pages = new Pages<number>(ask, 2);
    await settled();
    expect(shown(pages)).toEqual([[1, 2], 1, 2, 5]);
    await pages.back();
    expect(shown(pages)).toEqual([[1, 2], 1, 2, 5]);
    await pages.next();
    await pages.next();
    expect(shown(pages)).toEqual([[5], 5, 5, 5]);
    await pages.next();
    expect(shown(pages)).toEqual([[5], 5, 5, 5]);
    await pages.back();
    expect(shown(pages)).toEqual([[3, 4], 3, 4, 5]);
    await pages.restart();
    expect(shown(pages)).toEqual([[1, 2], 1, 2, 5]);
  });

  it('counts nothing in an empty list', async () => {
    const pages = new Pages<number>(async () => ({ items: [], total: 0 }), 2);
    await settled();
    expect(shown(pages)).toEqual([[], 0, 0, 0]);
  });
});
