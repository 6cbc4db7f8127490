import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildStationIndex, searchStation, type StationFilters, type StationRow } from './station-index';

const ALL: StationFilters = { levels: [], languages: [], kinds: [], subjects: [], available: false };

const row = (
  id: string,
  title: string,
  more: Partial<Record<'author' | 'level' | 'other', string>> = {},
): StationRow => [
  id,
  title,
  more.author ?? null,
  id === 'sea' ? ['Whales'] : [],
  null,
  'F TST',
  'eng',
  more.level ?? null,
  'book',
  2001,
  [[0, '4', 'F TST', id === 'out' ? 1 : 0]],
  more.other === undefined ? [] : [more.other],
];

const index = buildStationIndex([
  row('garden', 'The Secret Garden', { author: 'Burnett, Frances Hodgson' }),
  row('sea', 'Song of the Sea', { level: 'chapters' }),
  row('out', 'Sea Life in the Garden'),
  row('obrien', "O'Brien’s Café"),
  row('robots', 'R.U.R.'),
  row('further', 'The Further Tale of Peter Rabbit'),
  row('tale', 'The Tale of Peter Rabbit'),
  row('cat', '吾輩は猫である', { other: 'I Am a Cat' }),
]);
const found = (q: string, filters: Partial<StationFilters> = {}) =>
  searchStation(index, q, { ...ALL, ...filters }).map(([id]) => id);

describe('a search without a network', () => {
  it.each([
    ['garden', ['garden', 'out']],
    ['GARDEN secret', ['garden']],
    ['gard', ['garden', 'out']],
    ['sea', ['out', 'sea']],
    ['burnett garden', ['garden']],
    ['whales', ['sea']],
    ['cafe', ['obrien']],
    ['CAFÉ obrien', ['obrien']],
    ["o'bri", ['obrien']],
    ['猫', ['cat']],
    ['am a cat', ['cat']],
    ['rur', ['robots']],
    ['r.u.r.', ['robots']],
    ['peter rabbit', ['tale', 'further']],
    ['peter', ['further', 'tale']],
    ['"secret" AND:', []],
    ['zzz', []],
  ])('%j finds %j', (q, ids) => expect(found(q)).toEqual(ids));

  it('reads what was kept before titles had other names', () => {
    const [id, ...rest] = row('before', 'The Red Pony');
    const before = [id, ...rest.slice(0, 10)] as unknown as StationRow;
    expect(searchStation(buildStationIndex([before]), 'pony', ALL)).toEqual([before]);
  });

  it('narrows, also without words', () => {
    expect(found('', { levels: ['chapters'] })).toEqual(['sea']);
    expect(found('sea', { available: true })).toEqual(['sea']);
    expect(found('', { languages: ['spa'] })).toEqual([]);
    expect(found('')).toHaveLength(8);
  });

  it('finds every title by each of its words, whatever they are, and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 8 }), (titles) => {
        const made = buildStationIndex(titles.map((title, at) => row(String(at), title)));
        titles.forEach((title, at) => {
          const ids = searchStation(made, title, ALL).map(([id]) => id);
          expect(ids).toContain(String(at));
        });
      }),
      { numRuns: 60 },
    );
  });
});
