import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALENDAR, copy, hold as base, NOW, SITE, world } from '../circulation/scenario-world';
import { planHoldDay, type HoldDayFacts } from './hold-day';
import { renumber } from './queue';
import type { HoldFacts } from './types';

const YESTERDAY = '2026-03-09';
const TODAY = '2026-03-10';
const DISTRICT = world().district;

const hold = (position: number, change: Partial<HoldFacts> = {}) =>
  base({ id: `h${position}`, patronId: `p${position}`, position, ...change });
const onShelf = (position: number, until: string, copyId = 'atlas-1') =>
  hold(position, { status: 'ready', assignedCopyId: copyId, readyUntil: until });
const shelved = (id = 'atlas-1', change = {}) => ({ ...copy({ id, status: 'on-hold-shelf' }), ...change });

const facts = (queue: HoldFacts[], change: Partial<HoldDayFacts> = {}): HoldDayFacts => ({
  now: NOW,
  district: DISTRICT,
  rules: [],
  calendars: [CALENDAR, { ...CALENDAR, siteId: 'south' }],
  copies: [shelved()],
  queue,
  ...change,
});
const told = (given: HoldDayFacts) =>
  planHoldDay(given).moves.map((move) =>
    move.kind === 'expired-on-shelf'
      ? [move.kind, move.holdId, move.passed?.route.nextAction, move.passed?.capture?.holdId]
      : [move.kind, move.holdId],
  );

describe('the turn of a day', () => {
  it.each([
    ['last day on the shelf', [onShelf(1, TODAY), hold(2)], []],
    [
      'shelf time over: the next gets the copy',
      [onShelf(1, YESTERDAY), hold(2)],
      [['expired-on-shelf', 'h1', 'hold-shelf', 'h2']],
    ],
    [
      'nobody next: back to its shelf',
      [onShelf(1, YESTERDAY), hold(2, { suspended: true })],
      [['expired-on-shelf', 'h1', 'shelve', undefined]],
    ],
    [
      'the next is elsewhere: into transit',
      [onShelf(1, YESTERDAY), hold(2, { pickupSiteId: 'south' })],
      [['expired-on-shelf', 'h1', 'transit-for-hold', 'h2']],
    ],
    [
      'whose suspension ends today is served today',
      [onShelf(1, YESTERDAY), hold(2, { suspended: true, suspendedUntil: YESTERDAY })],
      [
        ['resumed', 'h2'],
        ['expired-on-shelf', 'h1', 'hold-shelf', 'h2'],
      ],
    ],
    [
      'who waited too long is not served',
      [onShelf(1, YESTERDAY), hold(2, { pendingUntil: YESTERDAY })],
      [
        ['expired-waiting', 'h2'],
        ['expired-on-shelf', 'h1', 'shelve', undefined],
      ],
    ],
    ['a reserve whose days are over', [hold(1, { neededTo: YESTERDAY })], [['expired-waiting', 'h1']]],
    [
      'a reserve from the second open day ahead is served',
      [onShelf(1, YESTERDAY), hold(2, { neededFrom: '2026-03-12' })],
      [['expired-on-shelf', 'h1', 'hold-shelf', 'h2']],
    ],
    [
      'a reserve from a day later is not yet',
      [onShelf(1, YESTERDAY), hold(2, { neededFrom: '2026-03-13' })],
      [['expired-on-shelf', 'h1', 'shelve', undefined]],
    ],
    ['last day of the suspension', [hold(1, { suspended: true, suspendedUntil: TODAY })], []],
  ] as [string, HoldFacts[], unknown[]][])('%s', (_, queue, expected) => {
    expect(told(facts(queue))).toEqual(expected);
  });

  it('sends a copy of another site home, and leaves one alone that has left the shelf', () => {
    const away = [shelved('atlas-1', { ownerSiteId: 'south' })];
    expect(told(facts([onShelf(1, YESTERDAY)], { copies: away }))[0]?.[2]).toBe('transit-home');
    const lost = [shelved('atlas-1', { status: 'missing' })];
    expect(told(facts([onShelf(1, YESTERDAY), hold(2)], { copies: lost }))[0]?.[2]).toBeUndefined();
  });

  it('goes by the day at the place of pick-up', () => {
    const west = { ...CALENDAR, siteId: SITE, timeZone: 'America/Los_Angeles' };
    expect(told(facts([onShelf(1, YESTERDAY)], { calendars: [west] }))).toEqual([]);
  });
});

const anyDay = fc.constantFrom(null, YESTERDAY, TODAY, '2026-03-11');
const anyHold = fc.record({
  kind: fc.constantFrom('pending', 'ready'),
  suspended: fc.boolean(),
  suspendedUntil: anyDay,
  pendingUntil: anyDay,
  readyUntil: anyDay,
  pickupSiteId: fc.constantFrom(SITE, 'south'),
});

describe('whatever the queue', () => {
  it('loses nobody, numbers the rest 1..n, sets no copy aside twice, and is done after once', () => {
    fc.assert(
      fc.property(fc.array(anyHold, { maxLength: 7 }), (made) => {
        const queue = made.map(({ kind, ...change }, index) =>
          kind === 'ready'
            ? hold(index + 1, { ...change, status: 'ready', assignedCopyId: `c${index}` })
            : hold(index + 1, change),
        );
        const copies = queue.flatMap(({ assignedCopyId, pickupSiteId }) =>
          assignedCopyId ? [shelved(assignedCopyId, { atSiteId: pickupSiteId })] : [],
        );
        const { moves, queue: rest } = planHoldDay(facts(queue, { copies }));
        const gone = moves.filter((move) => move.kind !== 'resumed').map((move) => move.holdId);
        expect(new Set([...gone, ...rest.map(({ id }) => id)]).size).toBe(queue.length);
        expect(renumber(rest).map(({ position }) => position)).toEqual(rest.map((_, index) => index + 1));
        const held = rest.flatMap(({ assignedCopyId }) => assignedCopyId ?? []);
        expect(new Set(held).size).toBe(held.length);
        const after = copies.map((one) =>
          held.includes(one.id) ? one : { ...one, status: 'available' as const },
        );
        expect(planHoldDay(facts(rest, { copies: after })).moves).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
