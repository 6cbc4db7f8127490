import { describe, expect, it } from 'vitest';
import { Pull } from './pull.svelte';

function pulling(scrolled = 0) {
  const seen = { refreshed: 0, scrolled };
  const pull = new Pull({ scrolled: () => seen.scrolled, onrefresh: () => (seen.refreshed += 1) });
  return { pull, seen };
}

describe('pull to refresh', () => {
  it('refreshes when let go far enough down, and only then', () => {
    const { pull, seen } = pulling();
    pull.start(100);
    pull.move(240);
    expect(pull.far).toBe(false);
    pull.end();
    expect([seen.refreshed, pull.by]).toEqual([0, 0]);
    pull.start(100);
    pull.move(260);
    expect(pull.far).toBe(true);
    pull.end();
    pull.end();
    expect([seen.refreshed, pull.by]).toEqual([1, 0]);
  });

  it('leaves scrolling alone', () => {
    const { pull, seen } = pulling(30);
    pull.start(100);
    pull.move(400);
    expect(pull.by).toBe(0);
    seen.scrolled = 0;
    pull.start(100);
    pull.move(90);
    pull.move(400);
    expect(pull.by).toBe(0);
  });

  it('goes no further than the screen has room for', () => {
    const { pull } = pulling();
    pull.start(0);
    pull.move(5000);
    expect(pull.by).toBe(110);
  });
});
