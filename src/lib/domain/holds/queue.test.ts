import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hold as base } from '../circulation/scenario-world';
import { reasonCodes } from '../shared/decision';
import { chooseHold, decideReorder, inOrder, isWaiting, lastPosition, renumber } from './queue';
import type { HoldFacts } from './types';

const TODAY = '2026-03-10';
const hold = (position: number, change: Partial<HoldFacts> = {}) =>
  base({ id: `h${position}`, position, ...change });
const HERE = { localFirst: true, transits: true };

const ids = (holds: readonly HoldFacts[]) => holds.map((one) => one.id);

describe('isWaiting', () => {
  it.each([
    ['pending', {}, true],
    ['ready', { status: 'ready' }, false],
    ['cancelled', { status: 'cancelled' }, false],
    ['suspended for good', { suspended: true }, false],
    ['last day of the suspension', { suspended: true, suspendedUntil: TODAY }, false],
    ['after the suspension', { suspended: true, suspendedUntil: '2026-03-09' }, true],
    ['last day of waiting', { pendingUntil: TODAY }, true],
    ['expired', { pendingUntil: '2026-03-09' }, false],
    ['reserve from today', { neededFrom: TODAY }, true],
    ['reserve from tomorrow', { neededFrom: '2026-03-11' }, false],
    ['reserve that is over', { neededFrom: '2026-03-01', neededTo: '2026-03-09' }, false],
    ['ready date does not matter while pending', { readyUntil: '2026-03-01' }, true],
  ] as [string, Partial<HoldFacts>, boolean][])('%s: %s', (_, change, expected) => {
    expect(isWaiting(hold(1, change), TODAY)).toBe(expected);
  });
});

describe('chooseHold', () => {
  const queue = [
    hold(1, { pickupSiteId: 'south' }),
    hold(2, { suspended: true }),
    hold(3, { copyId: 'b' }),
    hold(4),
  ];
  it.each([
    ['local first', 'a', HERE, 'h4'],
    ['in order', 'a', { ...HERE, localFirst: false }, 'h1'],
    ['the copy asked for', 'b', HERE, 'h3'],
    ['nothing travels', 'a', { localFirst: false, transits: false }, 'h4'],
  ])('%s', (_, copyId, options, expected) => {
    expect(chooseHold(queue, copyId, 'north', TODAY, options)?.id).toBe(expected);
  });

  it('is nobody when nobody waits', () => {
    expect(chooseHold([], 'a', 'north', TODAY, HERE)).toBeNull();
    expect(chooseHold([queue[1] ?? hold(2)], 'a', 'north', TODAY, HERE)).toBeNull();
    expect(
      chooseHold([hold(1, { pickupSiteId: 'south' })], 'a', 'north', TODAY, { ...HERE, transits: false }),
    ).toBeNull();
  });
});

describe('decideReorder', () => {
  const queue = [hold(1, { status: 'ready' }), hold(2), hold(3), hold(9, { status: 'cancelled' })];

  it.each([
    ['a new order', ['h1', 'h3', 'h2'], []],
    ['the same order', ['h1', 'h2', 'h3'], []],
    ['one missing', ['h1', 'h2'], ['queue-not-a-permutation']],
    ['one twice', ['h1', 'h2', 'h2'], ['queue-not-a-permutation']],
    ['one twice and all named', ['h1', 'h2', 'h3', 'h3'], ['queue-not-a-permutation']],
    ['a stranger', ['h1', 'h2', 'x'], ['queue-not-a-permutation']],
    ['one that is over', ['h1', 'h2', 'h3', 'h9'], ['queue-not-a-permutation']],
    ['nothing', [], ['queue-not-a-permutation']],
    ['the ready one displaced', ['h2', 'h1', 'h3'], ['queue-moves-ready-hold']],
  ])('%s', (_, order, codes) => {
    const decision = decideReorder(queue, order);
    expect(reasonCodes(decision.reasons)).toEqual(codes);
    expect(decision.allowed).toBe(codes.length === 0);
    if (decision.allowed)
      expect(decision.value).toEqual(order.map((id, index) => ({ id, position: index + 1 })));
  });

  it('leaves an empty queue empty', () => {
    expect(decideReorder([], [])).toEqual({ allowed: true, value: [], reasons: [] });
  });
});

describe('the queue', () => {
  const step = fc.record({
    act: fc.constantFrom('place', 'cancel', 'fulfil', 'expire', 'suspend', 'ready', 'shuffle'),
    at: fc.nat(20),
  });

  function after(queue: HoldFacts[], { act, at }: { act: string; at: number }, serial: number): HoldFacts[] {
    const open = inOrder(queue);
    const target = open[at % Math.max(1, open.length)];
    const change = (fields: Partial<HoldFacts>) =>
      queue.map((one) => (one === target ? { ...one, ...fields } : one));
    switch (act) {
      case 'place':
        return [...queue, hold(lastPosition(queue), { id: `n${serial}`, placedAt: serial })];
      case 'cancel':
        return change({ status: 'cancelled' });
      case 'fulfil':
        return change({ status: 'fulfilled' });
      case 'expire':
        return change({ status: 'expired' });
      case 'suspend':
        return change({ suspended: true });
      case 'ready':
        return change({ status: 'ready' });
      default: {
        const decision = decideReorder(queue, ids([...open.slice(at % 3), ...open.slice(0, at % 3)]));
        const places = decision.allowed ? decision.value : renumber(queue);
        return queue.map((one) => ({ ...one, ...places.find((place) => place.id === one.id) }));
      }
    }
  }

  it('is always numbered 1..n, and a hold that waits on the shelf is never moved back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let queue: HoldFacts[] = [];
        for (const [serial, one] of steps.entries()) {
          const before = queue;
          const changed = after(queue, one, serial);
          const places = renumber(changed);
          queue = changed.map((each) => ({ ...each, ...places.find((place) => place.id === each.id) }));
          expect(inOrder(queue).map((each) => each.position)).toEqual(
            inOrder(queue).map((_, index) => index + 1),
          );
          for (const ready of before.filter((each) => each.status === 'ready')) {
            const now = queue.find((each) => each.id === ready.id);
            if (now?.status === 'ready') expect(now.position).toBeLessThanOrEqual(ready.position);
          }
        }
      }),
    );
  });

  it('closes gaps and parts equal places by who asked first', () => {
    const queue = [
      hold(7, { id: 'c' }),
      hold(2, { id: 'b', placedAt: 2 }),
      hold(2, { id: 'a', placedAt: 1 }),
    ];
    expect(renumber(queue)).toEqual([
      { id: 'a', position: 1 },
      { id: 'b', position: 2 },
      { id: 'c', position: 3 },
    ]);
  });
});
