import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestWords } from './spelling';

const known = [
  { word: 'harbour', titles: 3 },
  { word: 'harvest', titles: 9 },
  { word: 'potter', titles: 7 },
  { word: 'cat', titles: 2 },
  { word: '1984', titles: 2 },
];

describe('spelling', () => {
  it.each([
    ['harbor', ['harbour']],
    ['ahrvest', ['harvest']],
    ['pottre', ['potter']],
    ['cta', ['cat']],
    ['ct', []],
    ['1985', []],
    ['cat', []],
    ['wardrobe', []],
  ])('%s', (word, corrections) => {
    expect(nearestWords(word, known, 3)).toEqual(corrections);
  });

  it('counts edits the same in both directions, none for the same word, and never above the bound', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcd'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(3), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(editDistance(b, a, most));
        expect(editDistance(a, a, most)).toBe(0);
        expect(editDistance(a, b, most)).toBeLessThanOrEqual(most + 1);
      }),
    );
  });
});
