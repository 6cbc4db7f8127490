import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { CopyStatus } from '../circulation/facts';
import type { ShelfScope } from '../circulation/shelf-scope';
import { isOutOfOrder, setsRight, sightOf, SIGHTS, toneOf, type SeenCopy, type Sight } from './sight';

const ALL: ShelfScope = { kind: 'all' };
const copy = (more: Partial<SeenCopy> = {}): SeenCopy => ({
  ...{ status: 'available', atSiteId: 'north', shelf: 'A', callNumber: '500' },
  ...more,
});

describe('what a barcode on a shelf means', () => {
  it.each<[string, SeenCopy | null, { shelf?: string | null; scope?: ShelfScope }, Sight]>([
    ['nothing of the catalogue', null, {}, 'unknown'],
    ['where it belongs', copy(), {}, 'right-place'],
    ['on the shelf that is counted', copy(), { shelf: 'A' }, 'right-place'],
    ['on another shelf', copy(), { shelf: 'B' }, 'wrong-shelf'],
    ['without a shelf, on a counted one', copy({ shelf: null }), { shelf: 'A' }, 'wrong-shelf'],
    ['without a shelf, none counted', copy({ shelf: null }), {}, 'right-place'],
    ['of a shelf outside the count', copy(), { scope: { kind: 'shelves', shelves: ['B'] } }, 'wrong-shelf'],
    [
      'of a number outside the count',
      copy(),
      { scope: { kind: 'call-numbers', from: '600', to: '699' } },
      'wrong-shelf',
    ],
    ['of another site', copy({ atSiteId: 'south' }), {}, 'wrong-site'],
    ['of another site and shelf', copy({ atSiteId: 'south' }), { shelf: 'B' }, 'wrong-site'],
    ['on loan', copy({ status: 'on-loan' }), {}, 'on-loan'],
    ['on loan from another site', copy({ status: 'on-loan', atSiteId: 'south' }), {}, 'on-loan'],
    ['missing', copy({ status: 'missing' }), { shelf: 'B' }, 'found-again'],
    ['lost', copy({ status: 'lost' }), {}, 'found-again'],
    ['claimed returned', copy({ status: 'claimed-returned' }), {}, 'found-again'],
    ['kept for somebody', copy({ status: 'on-hold-shelf' }), {}, 'waiting-for-hold'],
    ['on its way', copy({ status: 'in-transit' }), {}, 'in-transit'],
    ['in repair', copy({ status: 'in-repair' }), {}, 'not-ready'],
    ['on order', copy({ status: 'on-order' }), {}, 'not-ready'],
    ['withdrawn', copy({ status: 'withdrawn', atSiteId: 'south' }), {}, 'withdrawn'],
  ])('%s', (_name, seen, at, sight) => {
    expect(sightOf(seen, { siteId: 'north', scope: ALL, shelf: null, ...at })).toBe(sight);
  });

  it('is always told apart from what is right, whatever the copy', () => {
    const statuses: CopyStatus[] = ['available', 'lost', 'on-loan', 'withdrawn', 'in-transit', 'missing'];
    const any = fc.record({
      status: fc.constantFrom(...statuses),
      atSiteId: fc.constantFrom('north', 'south'),
      shelf: fc.constantFrom(null, 'A', 'B'),
      callNumber: fc.constantFrom(null, '100', '900'),
    });
    fc.assert(
      fc.property(any, fc.constantFrom(null, 'A', 'B'), (seen, shelf) => {
        const sight = sightOf(seen, { siteId: 'north', scope: ALL, shelf });
        const right = seen.status === 'available' && seen.atSiteId === 'north';
        expect(sight === 'right-place').toBe(right && (shelf === null || seen.shelf === shelf));
        expect(toneOf(sight) === 'done').toBe(sight === 'right-place');
      }),
    );
  });

  it('is set right by a check-in only where something is wrong', () => {
    expect(SIGHTS.filter(setsRight)).toEqual(['wrong-site', 'found-again', 'on-loan', 'in-transit']);
  });
});

it.each<[string | null, string | null, boolean]>([
  ['500', '510', false],
  ['510', '500', true],
  ['J 9', 'J 10', false],
  ['500', '500', false],
  [null, '1', false],
  ['9', null, false],
])('after %s comes %s: out of order is %s', (before, after, expected) => {
  expect(isOutOfOrder(copy({ callNumber: before }), copy({ callNumber: after }))).toBe(expected);
  expect(isOutOfOrder(copy({ callNumber: before, shelf: 'Z' }), copy({ callNumber: after }))).toBe(false);
});
