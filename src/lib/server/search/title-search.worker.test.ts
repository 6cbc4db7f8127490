import { mkdtempSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createTestLibrary, type TestLibrary } from '../testing/library';
import type { SearchAnswer } from './engine';
import buildIndex from './index-builder.worker';
import type { SearchTask } from './search-task';

const folder = mkdtempSync(join(tmpdir(), 'carrel-thread-'));
const path = join(folder, 'search', 'titles.index');
let library: TestLibrary;
let url: string;

beforeAll(async () => {
  library = await createTestLibrary();
  url = library.services.environment.DATABASE_URL;
  for (const title of ['One whale', 'Two whales', 'Three whales']) await library.build.title({ title });
});
afterAll(async () => {
  await library.end();
  rmSync(folder, { recursive: true });
});

/** A thread as it starts: with nothing open. @param small so many titles need no file */
async function startThread(small: number, address = { url }) {
  vi.resetModules();
  const { default: perform } = await import('./title-search.worker');
  const run = (task: SearchTask, until?: number) =>
    perform({ address, path, task, small, ...(until === undefined ? {} : { until }) });
  const found = async (q: string) => {
    const query = { q, sort: 'relevance' as const, limit: 9, offset: 0 };
    const answer = await run({ kind: 'search', scope: { siteIds: null, staff: true }, query });
    return (JSON.parse(String(answer)) as SearchAnswer).total;
  };
  return { run, found, isMissing: () => run({ kind: 'warm' }), renew: () => run({ kind: 'renew' }) };
}

it('asks the tables until a large index is in its file, then the file, and knows what came later', async () => {
  const thread = await startThread(2);
  expect(await thread.found('whale')).toBe(3);
  expect([await thread.isMissing(), await thread.renew(), await thread.isMissing()]).toEqual([
    true,
    null,
    true,
  ]);
  expect(await buildIndex({ address: { url }, path })).toBe(3);
  expect([await thread.isMissing(), await thread.found('whale')]).toEqual([false, 3]);

  const next = await startThread(2);
  expect([await next.found('whale'), await next.found('whale')]).toEqual([3, 3]);
  await library.build.title({ title: 'Four whales' });
  expect([await next.isMissing(), await next.found('whale'), await next.renew()]).toEqual([false, 4, null]);
  expect(await next.found('four')).toBe(1);
});

it('believes no file that is cut off or of another database', async () => {
  await buildIndex({ address: { url }, path });
  const epoch = await library.services.database.readClient.execute('select epoch from district');
  const setEpoch = (value: string) =>
    library.build.write([{ sql: 'update district set epoch = ?', args: [value] }]);
  await setEpoch('another');
  const stranger = await startThread(2);
  expect([await stranger.isMissing(), await stranger.found('whale')]).toEqual([true, 4]);
  await setEpoch(String(epoch.rows[0]?.[0]));
  expect(await (await startThread(2)).isMissing()).toBe(false);
  truncateSync(path, 100);
  const cut = await startThread(2);
  expect([await cut.isMissing(), await cut.found('whale')]).toEqual([true, 4]);
});

it('hands a small index that has grown over to the file', async () => {
  const thread = await startThread(4);
  expect([await thread.isMissing(), await thread.renew()]).toEqual([false, 4]);
  await library.build.title({ title: 'Five whales' });
  expect([await thread.renew(), await thread.found('whale')]).toEqual([null, 5]);
  await buildIndex({ address: { url }, path });
  expect([await thread.isMissing(), await thread.found('five')]).toEqual([false, 1]);
});

it('opens again after it could not, and does not begin what is late', async () => {
  const there = join(folder, 'there');
  const file = url.slice('file:'.length);
  const thread = await startThread(20, { url: `file:${join(there, basename(file))}` });
  expect(await thread.run({ kind: 'warm' }, 1)).toBeUndefined();
  await expect(Promise.all([thread.isMissing(), thread.found('whale')])).rejects.toThrow();
  symlinkSync(dirname(file), there);
  expect([await thread.found('whale'), await thread.isMissing()]).toEqual([5, false]);
});
