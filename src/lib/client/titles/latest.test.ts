import { describe, expect, it } from 'vitest';
import type { Loaded } from '../catalogue/read-catalogue';
import { Latest } from './latest.svelte';

/** An answer that the test gives when it likes. */
function byHand() {
  let give: (answer: Loaded<string>) => void = () => {};
  const coming = new Promise<Loaded<string>>((resolve) => (give = resolve));
  return { coming, give: (answer: Loaded<string>) => give(answer) };
}

describe('Latest', () => {
  it('keeps the old value while the next one is on its way', async () => {
    const latest = new Latest<string>();
    await latest.take(Promise.resolve({ ok: true, value: 'old' }));
    const next = byHand();
    const taken = latest.take(next.coming);
    expect([latest.value, latest.busy]).toEqual(['old', true]);
    next.give({ ok: true, value: 'new' });
    await taken;
    expect([latest.value, latest.busy]).toEqual(['new', false]);
  });

  it('drops an answer that was overtaken', async () => {
    const latest = new Latest<string>();
    const [first, second] = [byHand(), byHand()];
    const taken = [latest.take(first.coming), latest.take(second.coming)];
    second.give({ ok: true, value: 'second' });
    first.give({ ok: false, why: 'failed' });
    await Promise.all(taken);
    expect([latest.value, latest.why]).toEqual(['second', undefined]);
  });

  it('says why nothing came, and forgets it when something does', async () => {
    const latest = new Latest<string>();
    await latest.take(Promise.resolve({ ok: false, why: 'offline' }));
    expect([latest.value, latest.why, latest.busy]).toEqual([undefined, 'offline', false]);
    await latest.take(Promise.resolve({ ok: true, value: 'here' }));
    expect([latest.value, latest.why]).toEqual(['here', undefined]);
  });
});
