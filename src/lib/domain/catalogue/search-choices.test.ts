import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  hasDecade,
  toggleAvailable,
  toggleDecade,
  withoutChoice,
  withoutChoices,
  withWords,
} from './search-choices';
import { countFilters, EMPTY_SEARCH, searchFromParams, type SearchState } from './search-state';

const search = (query: string) => searchFromParams(new URLSearchParams(query));
const wide = search(
  'q=sea&kind=book&kind=video&language=eng&subject=Sharks&yearFrom=1990&yearTo=1999&available=true&page=3',
);

const anySearch: fc.Arbitrary<SearchState> = fc
  .record({
    q: fc.string({ maxLength: 5 }),
    kind: fc.subarray(['book', 'map', 'kit']),
    subject: fc.subarray(['Sea', 'Cats']),
    year: fc.option(fc.integer({ min: -9999, max: 9999 }), { nil: undefined }),
    available: fc.boolean(),
  })
  .map(({ q, kind, subject, year, available }) => ({
    ...EMPTY_SEARCH,
    q,
    available,
    filters: { ...(kind.length > 0 ? { kind } : {}), ...(subject.length > 0 ? { subject } : {}) },
    ...(year === undefined ? {} : { yearFrom: year }),
  }));

describe('choices of a search', () => {
  it('lists each value on its own', () => {
    expect(choicesOf(wide).map((one) => ('value' in one ? one.value : one.facet))).toEqual([
      'book',
      'video',
      'eng',
      'Sharks',
      'year',
      'available',
    ]);
    expect(choicesOf(EMPTY_SEARCH)).toEqual([]);
  });

  it('loses one choice with each that is taken away, until none is left', () => {
    fc.assert(
      fc.property(anySearch, (state) => {
        let left = state;
        for (const choice of choicesOf(state)) {
          const before = choicesOf(left).length;
          left = withoutChoice(left, choice);
          expect(choicesOf(left)).toHaveLength(before - 1);
        }
        expect(left).toEqual({ ...withoutChoices(state) });
        expect(countFilters(left)).toBe(0);
        expect(left.q).toBe(state.q);
      }),
    );
  });

  it('takes nothing away that is not chosen', () => {
    expect(withoutChoice(wide, { facet: 'kind', value: 'map' })).toBe(wide);
  });

  it('chooses ten years and opens them again, back on the first page', () => {
    const chosen = toggleDecade({ ...EMPTY_SEARCH, page: 4 }, 1990);
    expect([chosen.yearFrom, chosen.yearTo, chosen.page, hasDecade(chosen, 1990)]).toEqual([
      1990,
      1999,
      1,
      true,
    ]);
    expect(toggleDecade(chosen, 1990)).toEqual(EMPTY_SEARCH);
    expect(hasDecade(toggleDecade(chosen, 2000), 1990)).toBe(false);
  });

  it('keeps the choices when the words change, and starts at the first page', () => {
    const next = withWords(wide, 'ocean');
    expect([next.q, next.page, choicesOf(next).length]).toEqual(['ocean', 1, 6]);
    expect(toggleAvailable(wide).available).toBe(false);
  });
});
