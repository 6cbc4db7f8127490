import { describe, expect, it } from 'vitest';
import { blockedAnew, liftedOf, type StandingBlock } from './block-many';

const today = '2026-03-02';
const block = (patronId: string, reason: string, until: string | null): StandingBlock => ({
  id: `${patronId}-${reason}-${until}`,
  ...{ patronId, reason, until },
});
const standing = [
  block('a', 'Unreturned keys', null),
  block('a', 'Noise', '2026-03-02'),
  block('b', 'Noise', '2026-03-01'),
  block('c', 'Noise', '2026-03-09'),
];

describe('blocks for many', () => {
  it.each([
    ['a new reason', { reason: 'Fees', until: null }, ['a', 'b', 'c', 'd']],
    ['the same on its last day', { reason: 'Noise', until: '2026-03-02' }, ['b', 'c', 'd']],
    ['the same with another end', { reason: 'Noise', until: null }, ['a', 'b', 'c', 'd']],
    ['one that is over', { reason: 'Noise', until: '2026-03-01' }, ['a', 'b', 'c', 'd']],
    ['without an end', { reason: 'Unreturned keys', until: null }, ['b', 'c', 'd']],
  ])('are set for everybody whom the very same one does not stop: %s', (_, wish, expected) => {
    expect(blockedAnew(['a', 'b', 'c', 'd'], standing, wish, today)).toEqual(expected);
  });

  it.each([
    ['all of them', undefined, ['a-Unreturned keys-null', 'a-Noise-2026-03-02', 'c-Noise-2026-03-09']],
    ['those of a reason', 'Noise', ['a-Noise-2026-03-02', 'c-Noise-2026-03-09']],
    ['none of a reason that nobody has', 'noise', []],
  ])('are lifted while they are in force: %s', (_, reason, expected) => {
    expect(liftedOf(standing, reason, today).map(({ id }) => id)).toEqual(expected);
  });
});
