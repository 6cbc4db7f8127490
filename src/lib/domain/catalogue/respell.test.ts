import { describe, expect, it } from 'vitest';
import { respellings, type Speller } from './respell';
import { nearestWords } from './spelling';

const WORDS = [
  'diary',
  'dairy',
  'wimpy',
  'kid',
  'kill',
  'mocking',
  'bird',
  'mockingbird',
  'philosophers',
  'stone',
  'harry',
];
const known = WORDS.map((word, i) => ({ word, titles: i + 1 }));
const speller: Speller = {
  isKnown: (word) => WORDS.includes(word),
  nearest: (word) => nearestWords(word, known, 3),
};
const all = (q: string) => [...respellings(q, speller, (token) => token)];

describe('other spellings of a search', () => {
  it.each([
    ['an unknown word', 'wimpi kid', 'wimpy kid'],
    ['several unknown words at once', 'wimpi stoone', 'wimpy stone'],
    ['a word with an apostrophe', "harry philospher's stone", 'harry philosophers stone'],
    ['a word that was written as two', 'kill mocking bird', 'kill mockingbird'],
    ['a word that is another one', 'dairy wimpy kid', 'diary wimpy kid'],
  ])('corrects %s', (_, q, expected) => {
    expect(all(q)).toContain(expected);
  });

  it.each([
    ['nothing that is near', 'zzzzzz'],
    ['a phrase', '"wimpi kid"'],
    ['one known word alone', 'dairy'],
    ['nothing at all', ''],
    ['signs of a script without spaces', '西遊記'],
  ])('offers nothing for %s', (_, q) => {
    expect(all(q)).toEqual([]);
  });

  it('tries unknown words before known ones, and never offers what was typed', () => {
    expect(all('dairy wimpi')[0]).toBe('dairy wimpy');
    expect(all('dairy wimpi')).not.toContain('dairy wimpi');
  });

  it('takes signs in words as they are', () => {
    expect(() => all('mocking (bird) [x] a.b*c? $1 mocking bird')).not.toThrow();
  });
});
