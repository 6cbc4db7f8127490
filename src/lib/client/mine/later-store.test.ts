import { expect, it, vi } from 'vitest';
import { laterStore } from './later-store';
import { forgetfulStore, type MineStore, type MineWish } from './mine-parts';

const wish: MineWish = { kind: 'renew', loanId: 'loan' };

function keeping(): MineStore {
  const kept: MineWish[] = [];
  return {
    ...forgetfulStore(),
    queue: async (one) => void kept.push(one),
    queued: async () => [...kept],
    flush: async () => kept.splice(0).map((one) => ({ wish: one, reasons: [] })),
  };
}

it('is fetched by the first question, once', async () => {
  const load = vi.fn(async () => keeping());
  const store = laterStore(load);
  expect(load).not.toHaveBeenCalled();
  await Promise.all([store.read(), store.queue?.(wish, 'reader')]);
  expect(await store.queued()).toEqual([wish]);
  expect(await store.flush?.()).toEqual([{ wish, reasons: [] }]);
  expect(load).toHaveBeenCalledOnce();
});

it('promises nothing where it cannot be fetched, and is fetched by the next question', async () => {
  const load = vi.fn(async () => keeping()).mockRejectedValueOnce(new Error('no network'));
  const store = laterStore(load);
  await expect(store.queue?.(wish, 'reader')).rejects.toThrow();
  expect(await store.queued()).toEqual([]);
  await store.queue?.(wish, 'reader');
  expect(await store.queued()).toEqual([wish]);
});

it('promises nothing where nothing can be kept', async () => {
  const store = laterStore(async () => forgetfulStore());
  await expect(store.queue?.(wish, 'reader')).rejects.toThrow();
  expect(await store.flush?.()).toEqual([]);
});
