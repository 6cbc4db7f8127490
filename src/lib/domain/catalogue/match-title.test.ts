import { describe, expect, it } from 'vitest';
import { matchTitle, type TitleKeys } from './match-title';

const keys = (given: Partial<TitleKeys> = {}): TitleKeys => ({
  controlNumber: null,
  source: '',
  isbns: [],
  sortTitle: 'emma',
  sortAuthor: 'austen jane',
  year: 1815,
  ...given,
});
const stored = (given: Partial<TitleKeys> = {}) => ({ ...keys(given), id: 'stored' });
const match = (incoming: TitleKeys, candidate: TitleKeys & { id: string }, claimed: string[] = []) =>
  matchTitle(incoming, [candidate], new Set(claimed))?.by;

describe('which title a record describes', () => {
  const numbered = { controlNumber: '1', source: 'A' };
  const isbn = { isbns: ['9780064404990'] };
  it.each([
    [
      'the same control number and source',
      keys(numbered),
      stored({ ...numbered, sortTitle: 'other' }),
      'control-number',
    ],
    [
      'the same number of another source',
      keys({ ...numbered, year: 1 }),
      stored({ ...numbered, source: 'B' }),
      undefined,
    ],
    [
      'another number of the same source',
      keys({ ...numbered, ...isbn }),
      stored({ ...numbered, ...isbn, controlNumber: '2' }),
      undefined,
    ],
    ['the same ISBN', keys({ ...isbn, year: 1 }), stored(isbn), 'isbn'],
    ['the same ISBN and a longer title', keys(isbn), stored({ ...isbn, sortTitle: 'emma a novel' }), 'isbn'],
    ['the same ISBN on another title', keys(isbn), stored({ ...isbn, sortTitle: 'persuasion' }), undefined],
    ['title, author and year', keys(), stored(), 'title'],
    ['title, author and year, ISBN on one side', keys(isbn), stored(), 'title'],
    ['title, author and year, but another ISBN', keys(isbn), stored({ isbns: ['9783522119405'] }), undefined],
    ['another year', keys(), stored({ year: 1816 }), undefined],
    ['another author', keys(), stored({ sortAuthor: 'x' }), undefined],
    ['no title at all', keys({ sortTitle: '' }), stored({ sortTitle: '' }), undefined],
  ])('%s', (_, incoming, candidate, by) => {
    expect(match(incoming, candidate)).toBe(by);
  });

  it('does not give a claimed title to a second record of its number with another title', () => {
    expect(match(keys({ ...numbered, sortTitle: 'other' }), stored(numbered), ['stored'])).toBeUndefined();
    expect(match(keys(numbered), stored(numbered), ['stored'])).toBe('control-number');
  });
});
