import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Alike, NOBODY_ALIKE } from './similar-patrons.svelte';

const found = { items: [], total: 0, elsewhere: true };
const zoe = { givenName: 'Zoe', surname: 'Sample' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('who is alike', () => {
  it('is asked once, when typing pauses, and only when there is something to go by', async () => {
    const ask = vi.fn(async () => found);
    const alike = new Alike(ask);
    for (const person of [{ surname: 'Sample' }, { ...zoe, givenName: 'Zo' }, zoe, zoe]) alike.typed(person);
    await vi.runAllTimersAsync();
    expect(ask.mock.calls).toEqual([[zoe]]);
    expect(alike.found).toBe(found);
    alike.typed({ surname: 'Sample' });
    expect(alike.found).toBe(NOBODY_ALIKE);
    await vi.runAllTimersAsync();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('drops an answer that comes after more was typed, and takes a failure as nobody', async () => {
    let answer: (value: typeof found) => void = () => undefined;
    const ask = vi.fn(() => new Promise<typeof found>((done) => (answer = done)));
    const alike = new Alike(ask);
    alike.typed(zoe);
    await vi.runAllTimersAsync();
    alike.typed({ ...zoe, givenName: 'Ann' });
    answer(found);
    await vi.advanceTimersByTimeAsync(0);
    expect(alike.found).toBe(NOBODY_ALIKE);
    const failing = new Alike(() => Promise.reject(new Error('no network')));
    failing.typed(zoe);
    await vi.runAllTimersAsync();
    expect(failing.found).toBe(NOBODY_ALIKE);
  });
});
