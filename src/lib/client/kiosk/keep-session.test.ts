import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KioskSession } from '$lib/contracts/kiosk';
import { forgetStation, keepSession, keptSession } from './keep-session';
import { STATION_CACHE } from './reset';

const session = { name: 'By the door', state: 'one' } as KioskSession;

/** As much of the browser's caches as a station uses. */
function cachesOf(stores: Map<string, Map<string, Response>>) {
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      put: async (key: string, answer: Response) => void store.set(key, answer),
      match: async (key: string) => store.get(key)?.clone(),
    };
  };
  return { open, delete: async (name: string) => stores.delete(name) };
}

afterEach(() => vi.unstubAllGlobals());

describe('what a station keeps of itself', () => {
  it('is there at a start without a network, and goes with the station', async () => {
    const stores = new Map([['carrel-faces', new Map<string, Response>()]]);
    vi.stubGlobal('caches', cachesOf(stores));
    expect(await keptSession()).toBeUndefined();
    await forgetStation();
    expect(stores.has('carrel-faces')).toBe(true);
    await keepSession(session);
    expect(await keptSession()).toEqual(session);
    await forgetStation();
    expect([stores.has(STATION_CACHE), stores.has('carrel-faces')]).toEqual([false, false]);
  });

  it('is nothing in a browser that keeps nothing', async () => {
    await keepSession(session);
    expect(await keptSession()).toBeUndefined();
    vi.stubGlobal('caches', { open: () => Promise.reject(new Error('no room')) });
    await keepSession(session);
    expect(await keptSession()).toBeUndefined();
  });
});
