import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFilters,
  EMPTY_SEARCH,
  LIST_FILTERS,
  SEARCH_SORTS,
  searchFromParams,
  searchToParams,
  toggleFilter,
  type SearchState,
} from './search-state';

const values = fc
  .uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
  .map((list) => [...list].sort());
const state: fc.Arbitrary<SearchState> = fc.record(
  {
    q: fc
      .string({ unit: 'grapheme' })
      .map((text) => text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, ''))
      .filter((text) => text === '' || text.trim() !== ''),
    filters: fc.record(Object.fromEntries(LIST_FILTERS.map((facet) => [facet, values])), {
      requiredKeys: [],
    }),
    yearFrom: fc.integer({ min: -9999, max: 9999 }),
    yearTo: fc.integer({ min: -9999, max: 9999 }),
    available: fc.boolean(),
    sort: fc.constantFrom(...SEARCH_SORTS),
    page: fc.integer({ min: 1, max: 99_999 }),
  },
  { requiredKeys: ['q', 'filters', 'available', 'sort', 'page'] },
);

describe('a search as an address', () => {
  it('comes back as it went, by way of the address bar', () => {
    fc.assert(
      fc.property(state, (search) => {
        const address = searchToParams(search).toString();
        expect(searchFromParams(new URLSearchParams(address))).toEqual(search);
      }),
    );
  });

  it('is a search whatever the address says', () => {
    const odd = new URLSearchParams(
      'page=-1&sort=colour&yearFrom=19x&q=+%09&available=yes&kind=&kind=book&kind=book&site=',
    );
    expect(searchFromParams(odd)).toEqual({ ...EMPTY_SEARCH, filters: { kind: ['book'] } });
  });

  it('has no signs that turn the words around it', () => {
    const asked = (q: string) => searchFromParams(new URLSearchParams({ q })).q;
    expect(asked('\u202eabc\u2066 def\u2069')).toBe('abc def');
    expect(asked('\u202e ')).toBe('');
    expect(asked('שלום abc')).toBe('שלום abc');
  });

  it('is empty where nothing is asked', () => {
    expect(searchToParams(EMPTY_SEARCH).toString()).toBe('');
  });

  it('adds and removes a choice, and goes back to the first page', () => {
    const one = toggleFilter({ ...EMPTY_SEARCH, page: 4 }, 'kind', 'dvd');
    expect([one.filters, one.page]).toEqual([{ kind: ['dvd'] }, 1]);
    const two = toggleFilter(one, 'kind', 'book');
    expect([two.filters['kind'], countFilters(two)]).toEqual([['book', 'dvd'], 2]);
    expect(toggleFilter(toggleFilter(two, 'kind', 'book'), 'kind', 'dvd').filters).toEqual({});
  });
});
