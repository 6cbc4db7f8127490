import { Dexie } from 'dexie';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import type { SeenAnswer, Stocktake } from '$lib/contracts/stocktake';
import type { SnapshotCopy } from '$lib/contracts/sync';
import type { Sight } from '$lib/domain/stocktake/sight';
import { ApiError, Unreachable } from '../api';
import { pageLocks } from '../offline/locks';
import { CountRun } from './count-run.svelte';
import { forgetCounts, type PostScans } from './send-scans';
import { StocktakeDatabase } from './stocktake-db';

Dexie.dependencies.indexedDB = indexedDB;
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

const COUNT: Stocktake = {
  ...{ id: 'spring', siteId: 'north', site: 'North', name: 'Spring', scope: { kind: 'all' }, status: 'open' },
  ...{ startedAt: '2026-03-01T00:00:00.000Z', startedBy: 'Lib', closedAt: null, seen: 0 },
};
const COPIES: Record<string, Partial<SnapshotCopy>> = {
  A1: { callNumber: '500' },
  A2: { callNumber: '400' },
  OUT: { status: 'on-loan' },
};
const onDevice = (barcode: string): SnapshotCopy | null => {
  const found = COPIES[barcode];
  const base = { id: barcode, barcode, atSiteId: 'north', status: 'available', shelf: 'A', callNumber: null };
  const title = { title: `Book ${barcode}`, author: null, language: null };
  return found ? ({ ...base, title, ...found } as unknown as SnapshotCopy) : null;
};
const answer = (barcode: string, sight: Sight): SeenAnswer => ({
  ...{ barcode, sight, copyId: barcode, title: `Book ${barcode}`, language: null },
  ...{ shelf: 'A', callNumber: null, site: null },
});

let made = 0;
function device(given: { sights?: Record<string, Sight>; snapshot?: boolean; db?: StocktakeDatabase } = {}) {
  const db = given.db ?? new StocktakeDatabase(`stocktake-${(made += 1)}`);
  const network = { up: true, refuse: '' };
  const got: string[][] = [];
  const post = vi.fn<PostScans>(async (_id, scans) => {
    if (!network.up) throw new Unreachable();
    if (network.refuse) throw new ApiError(404, network.refuse, 'No such count.');
    got.push(scans.map(({ barcode }) => barcode));
    const each = [...new Set(scans.map(({ barcode }) => barcode))];
    return { status: 'open', items: each.map((one) => answer(one, given.sights?.[one] ?? 'right-place')) };
  });
  const play = vi.fn();
  let now = 1000;
  const find = async (barcode: string) => (given.snapshot === false ? undefined : onDevice(barcode));
  const run = new CountRun(COUNT, { db, post, play, find, locks: pageLocks(), now: () => (now += 1) });
  return { db, run, network, got, play };
}

describe('scanning for a count', () => {
  it('says at once what each sight means, counts a barcode once, and sees what is out of order', async () => {
    const { run, play } = device({ sights: { OUT: 'on-loan' } });
    await run.open();
    for (const text of ['A1', ' A2 ', 'OUT', 'A1']) await run.scan(text);
    await run.send();
    expect(run.rows.map(({ barcode, sight, sent }) => [barcode, sight, sent])).toEqual([
      ...[['A1', 'right-place', 1] as const, ['OUT', 'on-loan', 1] as const],
      ...[['A2', 'right-place', 1] as const, ['A1', 'right-place', 1] as const],
    ]);
    expect(run.rows.map(({ again, outOfOrder }) => [again, outOfOrder])).toEqual([
      ...[[true, false] as const, [false, false] as const, [false, true] as const, [false, false] as const],
    ]);
    expect(run.tally).toEqual([
      ['right-place', 2],
      ['on-loan', 1],
    ]);
    expect(play.mock.calls.flat()).toEqual(['done', 'done', 'attention', 'done']);
  });

  it('goes on without a network, keeps everything over a reload, and sends it in order, once', async () => {
    const first = device();
    first.network.up = false;
    await first.run.open();
    for (const text of ['A1', 'OUT', 'NEW']) await first.run.scan(text);
    expect([first.run.online, first.run.waiting, first.run.last?.sight]).toEqual([false, 3, 'unknown']);
    expect(first.play.mock.calls.flat()).toEqual(['done', 'attention', 'refused']);

    const again = device({ db: first.db, sights: { OUT: 'on-loan', NEW: 'wrong-site' } });
    await again.run.open();
    expect(again.run.rows.map(({ barcode }) => barcode)).toEqual(['NEW', 'OUT', 'A1']);
    await again.run.send();
    expect([again.got, again.run.waiting]).toEqual([[['A1', 'OUT', 'NEW']], 0]);
    // The library knows the other sites' books, which this device does not.
    expect(again.run.last).toMatchObject({ barcode: 'NEW', sight: 'wrong-site', sent: 1 });
    await again.run.send();
    expect(again.got).toHaveLength(1);
  });

  it('asks the library before it calls a barcode unknown, and waits where nothing can be told', async () => {
    const { run, play } = device({ snapshot: false, sights: { X: 'found-again' } });
    await run.open();
    await run.scan('X');
    expect([run.last?.sight, play.mock.calls.flat()]).toEqual(['found-again', ['attention']]);
    const dark = device({ snapshot: false });
    dark.network.up = false;
    await dark.run.scan('X');
    expect([dark.run.last?.sight, dark.run.waiting, dark.play.mock.calls.flat()]).toEqual([
      ...[null, 1],
      ['attention'],
    ]);
  });

  it('sends long queues in parts, and keeps what the library refuses', async () => {
    const { run, network, got, db } = device();
    network.up = false;
    await db.scans.bulkAdd(
      Array.from({ length: 401 }, (_, n) => ({
        ...{ stocktakeId: 'spring', barcode: `B${n}`, at: n, shelf: null, sent: 0 as const, sight: null },
        ...{ copyId: null, title: null, language: null, ownShelf: null, callNumber: null, site: null },
      })),
    );
    await run.open();
    await run.send();
    expect([run.waiting, run.rows.length]).toEqual([401, 50]);
    network.up = true;
    network.refuse = 'not-found';
    await run.send();
    expect([run.waiting, run.refused?.words]).toEqual([401, 'No such count.']);
    network.refuse = '';
    await run.send();
    expect([got.map(({ length }) => length), run.waiting]).toEqual([[200, 200, 1], 0]);
    await forgetCounts(db, ['spring']);
    expect(await db.scans.count()).toBe(0);
  });

  it('takes no code that can be no barcode', async () => {
    const { run, db, play } = device();
    await run.scan('x'.repeat(65));
    expect([await db.scans.count(), play.mock.calls.flat()]).toEqual([0, ['refused']]);
  });
});
