import { describe, expect, it } from 'vitest';
import { sortAuthor, sortTitle } from './sort-keys';

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
