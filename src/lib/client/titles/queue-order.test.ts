import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hold } from '$lib/contracts/holds';
import { QueueOrder, type Step } from './queue-order.svelte';

const holds = (states: string) =>
  [...states].map((state, index) => ({
    id: `${state}${index}`,
    status: state === 'r' ? 'ready' : 'pending',
  })) as Hold[];
const made = (states: string) => {
  const order = new QueueOrder();
  order.begin(holds(states));
  return order;
};

describe('the order of a queue that is being made', () => {
  it.each([
    ['ppp', 2, 'up', 'p0 p2 p1'],
    ['ppp', 2, 'first', 'p2 p0 p1'],
    ['ppp', 0, 'down', 'p1 p0 p2'],
    ['prp', 2, 'up', 'p2 r1 p0'],
    ['rpp', 1, 'up', 'r0 p1 p2'],
    ['rpp', 0, 'down', 'r0 p1 p2'],
    ['p', 0, 'down', 'p0'],
  ] as [string, number, Step, string][])('%s: %i %s', (states, index, step, expected) => {
    const order = made(states);
    const hold = order.items[index]!;
    const can = order.can(hold, step);
    order.move(hold, step);
    expect(order.ids.join(' ')).toBe(expected);
    expect([can, order.changed]).toEqual([order.changed, can]);
  });

  it('always keeps everybody, and those on the shelf where they were', () => {
    const step = fc.tuple(fc.nat(5), fc.constantFrom<Step>('first', 'up', 'down'));
    fc.assert(
      fc.property(fc.stringMatching(/^[rp]{1,6}$/), fc.array(step, { maxLength: 12 }), (states, steps) => {
        const order = made(states);
        const before = order.ids;
        for (const [index, way] of steps) order.move(order.items[index % states.length]!, way);
        expect([...order.ids].sort()).toEqual([...before].sort());
        const shelf = (ids: string[]) => ids.map((id) => (id.startsWith('r') ? id : ''));
        expect(shelf(order.ids)).toEqual(shelf(before));
      }),
      { numRuns: 60 },
    );
  });
});
