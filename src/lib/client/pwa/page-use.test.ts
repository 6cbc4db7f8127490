import { describe, expect, it } from 'vitest';
import { IDLE_MS, isIdle, isTyped } from './page-use';

describe('a page that may be loaded anew by itself', () => {
  it.each([
    ['just now', [1_000], 1_000, false],
    ['almost long enough ago', [1_000], 1_000 + IDLE_MS - 1, false],
    ['long enough ago', [1_000], 1_000 + IDLE_MS, true],
    ['here long ago, elsewhere just now', [1_000, IDLE_MS], 2_000 + IDLE_MS, false],
    ['in the future, by a clock that was set back', [9 * IDLE_MS], IDLE_MS, false],
  ])('was used %s', (_, usedAt, now, idle) => {
    expect(isIdle(usedAt, now)).toBe(idle);
  });

  it.each([
    ['an empty line', 'text', '', '', false],
    ['half a card number', 'text', 'P12', '', true],
    ['what it was drawn with', 'search', 'owls', 'owls', false],
    ['what was there, taken out', 'text', '', 'owls', true],
    ['a box', 'checkbox', 'on', '', false],
    ['a long text', 'textarea', 'Lost on', '', true],
  ])('keeps what is typed: %s', (_, type, value, defaultValue, typed) => {
    expect(isTyped({ type, value, defaultValue })).toBe(typed);
  });
});
