import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeskOpening } from '../desk/desk-backend';
import type { OfflineRoom } from './offline-room';
import { OfflineState } from './offline-state.svelte';

const site = (id: string) => ({ id, name: id, timeZone: 'UTC' });
const opening = {
  state: 'open',
  staff: { patronId: 'wren', name: 'Wren', siteIds: ['primary', 'middle'], permissions: ['sync.use'] },
  sites: [site('middle'), site('primary')],
  libraryGroups: {},
  circulationTypes: {},
} as unknown as DeskOpening;

async function keptFor(siteId: string) {
  const sync = vi.fn(async (_staff: unknown, _siteId: string) => ({ stop: 'signed-out' as const }));
  const room = { sync } as unknown as OfflineRoom;
  const state = new OfflineState({ openRoom: async () => room, siteId: () => siteId });
  state.opened(opening);
  await state.drain();
  return sync.mock.calls.map(([, asked]) => asked);
}

describe('the offline copy of a desk', () => {
  it('is of the site at which the desk stands, also where none was ever chosen', async () => {
    expect(await keptFor('')).toEqual(['primary']);
    expect(await keptFor('primary')).toEqual(['primary']);
    expect(await keptFor('of somebody else')).toEqual(['primary']);
  });
});

type Tell = Parameters<OfflineRoom['watch']>[0];

/** A desk at work whose store tells what the test says; how often it has exchanged. */
async function atWork() {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('document', { addEventListener: () => undefined });
  let tell: Tell = () => undefined;
  const answer: { stop?: 'unreachable'; left: number } = { left: 0 };
  const sync = vi.fn(async () => ({ stop: answer.stop, drained: { sent: 0, left: answer.left } }));
  const watch = (told: Tell) => ((tell = told), () => undefined);
  const room = { sync, watch } as unknown as OfflineRoom;
  const state = new OfflineState({ openRoom: async () => room, siteId: () => 'middle', random: () => 0.5 });
  state.start();
  state.opened(opening);
  await state.drain();
  const waits = (...waiting: string[]) => tell({ waiting, takenAt: 0 });
  return { state, sync, answer, waits };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what begins to wait while the server can be reached', () => {
  it('goes soon, although the exchange before it had nothing left to send', async () => {
    const { sync, waits } = await atWork();
    expect(sync).toHaveBeenCalledTimes(1);
    waits('returned at the last moment');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sync).toHaveBeenCalledTimes(2);
  });

  it('does not hasten the pauses after failures, nor a desk at which nothing waits', async () => {
    const { state, sync, answer, waits } = await atWork();
    waits();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sync).toHaveBeenCalledTimes(1);
    Object.assign(answer, { stop: 'unreachable', left: 1 });
    for (let tries = 0; tries < 5; tries += 1) await state.drain();
    const before = sync.mock.calls.length;
    waits('scanned without a network');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sync).toHaveBeenCalledTimes(before);
  });
});
