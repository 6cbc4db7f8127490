import { describe, expect, it } from 'vitest';
import { nonFilingCharacters, sortAuthor, sortTitle } from './sort-keys';

describe('the text a title is filed by', () => {
  it.each([
    ['The Lion', 'eng', 'lion'],
    ['A', 'eng', 'a'],
    ['It', 'eng', 'it'],
    ['The', 'eng', 'the'],
    ['Theodore', 'eng', 'theodore'],
    ['"The Raven"', 'eng', 'raven'],
    ["L'Étranger", 'fre', 'etranger'],
    ['L’Étranger', 'fre', 'etranger'],
    ['Die unendliche Geschichte', 'ger', 'unendliche geschichte'],
    ['Die Hard', 'eng', 'die hard'],
    ['El túnel', 'spa', 'tunel'],
    ['A Raisin in the Sun', null, 'raisin in the sun'],
    ['A casa', 'jpn', 'a casa'],
    ['9 Lives', 'eng', '000009 lives'],
    ['...', 'eng', ''],
  ])('%s (%s)', (title, language, key) => {
    expect(sortTitle(title, language)).toBe(key);
  });

  it('files 9 before 10', () => {
    expect(sortTitle('9 Lives', 'eng') < sortTitle('10 Lives', 'eng')).toBe(true);
  });

  it('files authors without accents', () => {
    expect([sortAuthor('Ångström, A.'), sortAuthor(null)]).toEqual(['angstrom a', '']);
  });
});

describe('the characters before the word a title is filed by', () => {
  const TITLES = [
    ['The Lion', 'eng', 4],
    ['A Raisin in the Sun', null, 2],
    ['"The Raven"', 'eng', 5],
    ["L'Étranger", 'fre', 2],
    ['L’Étranger', 'fre', 2],
    ['Die unendliche Geschichte', 'ger', 4],
    ['Die Hard', 'eng', 0],
    ['A casa', 'jpn', 0],
    ['Theodore', 'eng', 0],
    ['The', 'eng', 0],
    ['The ...', 'eng', 0],
    ['... and then', 'eng', 0],
    ['.......... The end', 'eng', 0],
  ] as const;

  it.each(TITLES)('%s (%s): %i', (title, language, count) => {
    expect(nonFilingCharacters(title, language)).toBe(count);
  });

  it.each(TITLES.filter(([, , count]) => count > 0))(
    '%s (%s) is filed by what follows them',
    (title, language, count) => {
      expect(sortTitle(title.slice(count), 'zxx')).toBe(sortTitle(title, language));
    },
  );
});
