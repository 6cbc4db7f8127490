import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hold as base } from '../circulation/scenario-world';
import { byShelf, pairsToFetch, whyUnfillable, type FetchableCopy } from './pull-list';
import type { HoldFacts } from './types';

const TODAY = '2026-03-10';
const today = () => TODAY;
const BOTH = { localHoldsFirst: true, transits: true };
const hold = (position: number, change: Partial<HoldFacts> = {}) =>
  base({ id: `h${position}`, position, ...change });
const copy = (id: string, atSiteId = 'north', status: FetchableCopy['status'] = 'available') => ({
  id,
  titleId: 'atlas',
  atSiteId,
  ownerSiteId: atSiteId,
  status,
});
const pairs = (holds: HoldFacts[], copies: FetchableCopy[], transport = BOTH) =>
  pairsToFetch(holds, copies, today, transport).map(({ holdId, copyId }) => `${holdId}:${copyId}`);

describe('what to fetch', () => {
  const south = { pickupSiteId: 'south' };
  it.each([
    ['nothing on the shelf', [hold(1)], [copy('a', 'north', 'on-loan')], BOTH, []],
    ['one copy for the first', [hold(1), hold(2)], [copy('a')], BOTH, ['h1:a']],
    ['a copy each', [hold(1), hold(2)], [copy('a'), copy('b')], BOTH, ['h1:a', 'h2:b']],
    ['the copy at the place of pick-up', [hold(1, south)], [copy('a'), copy('b', 'south')], BOTH, ['h1:b']],
    ['who picks up here goes first', [hold(1, south), hold(2)], [copy('a')], BOTH, ['h2:a']],
    [
      'in order, where the district wants it',
      [hold(1, south), hold(2)],
      [copy('a')],
      { localHoldsFirst: false, transits: true },
      ['h1:a'],
    ],
    [
      'nothing travels',
      [hold(1, south), hold(2)],
      [copy('a')],
      { localHoldsFirst: false, transits: false },
      ['h2:a'],
    ],
    ['the copy asked for', [hold(1, { copyId: 'b' })], [copy('a'), copy('b')], BOTH, ['h1:b']],
    ['not for who suspended', [hold(1, { suspended: true }), hold(2)], [copy('a')], BOTH, ['h2:a']],
    ['a reserve on its first day', [hold(1, { neededFrom: TODAY })], [copy('a')], BOTH, ['h1:a']],
    ['not the day before', [hold(1, { neededFrom: '2026-03-11' })], [copy('a')], BOTH, []],
    [
      'two reserves for one copy: the first in line',
      [hold(1, { neededFrom: TODAY }), hold(2, { neededFrom: TODAY })],
      [copy('a')],
      BOTH,
      ['h1:a'],
    ],
  ] as [string, HoldFacts[], FetchableCopy[], typeof BOTH, string[]][])(
    '%s',
    (_, holds, copies, how, said) => {
      expect(pairs(holds, copies, how)).toEqual(said);
    },
  );

  it('never fetches a copy twice or two copies for one hold, and leaves none that would serve somebody', () => {
    const site = fc.constantFrom('north', 'south');
    const any = fc.tuple(fc.array(site, { maxLength: 5 }), fc.array(site, { maxLength: 5 }), fc.boolean());
    fc.assert(
      fc.property(any, ([pickups, shelves, localHoldsFirst]) => {
        const holds = pickups.map((pickupSiteId, index) => hold(index + 1, { pickupSiteId }));
        const copies = shelves.map((at, index) => copy(`c${index}`, at));
        const found = pairsToFetch(holds, copies, today, { localHoldsFirst, transits: true });
        expect(new Set(found.map(({ copyId }) => copyId)).size).toBe(found.length);
        expect(new Set(found.map(({ holdId }) => holdId)).size).toBe(found.length);
        expect(found.length).toBe(Math.min(holds.length, copies.length));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what can’t be filled', () => {
  const still = { transits: false };
  it.each([
    ['no copy at all', {}, [], BOTH, 'no-copies'],
    ['all gone', {}, [copy('a', 'north', 'lost'), copy('b', 'north', 'withdrawn')], BOTH, 'copies-gone'],
    [
      'the one asked for is gone',
      { copyId: 'a' },
      [copy('a', 'north', 'missing'), copy('b')],
      BOTH,
      'copy-gone',
    ],
    ['one on loan is left', {}, [copy('a', 'north', 'lost'), copy('b', 'north', 'on-loan')], BOTH, null],
    ['one on order', {}, [copy('a', 'north', 'on-order')], BOTH, null],
    ['elsewhere, and nothing travels', { pickupSiteId: 'south' }, [copy('a')], still, 'no-transit'],
    ['here, and nothing travels', {}, [copy('a')], still, null],
  ] as [string, Partial<HoldFacts>, ReturnType<typeof copy>[], { transits: boolean }, string | null][])(
    '%s',
    (_, change, copies, how, why) => {
      expect(whyUnfillable(hold(1, change), copies, how)).toBe(why);
    },
  );
});

it('goes along the shelves', () => {
  const place = (shelf: string | null, callNumber: string | null, title = 'T') => ({
    site: 'North',
    shelf,
    callNumber,
    title,
    barcode: `${shelf}${callNumber}${title}`,
  });
  const walk = [
    place('A', '9 ABC'),
    place('A', '10 ABC'),
    place('A', '10 ABC', 'U'),
    place('A', null),
    place('B', '1'),
    place(null, '1'),
  ];
  expect([...walk].reverse().sort(byShelf)).toEqual(walk);
});
