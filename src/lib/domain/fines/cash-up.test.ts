import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startOfDay } from '../calendar/zone';
import { cashUp, NO_TILL, ofTill, sumTills, type TillEntry } from './cash-up';

const METHODS = ['cash', 'card', 'other'] as const;

describe('the cash-up', () => {
  it('sums by method and person, refunds negative, unknown methods last', () => {
    const entry = (kind: TillEntry['kind'], amount: number, method: string | null, actorId: string) => ({
      ...{ kind, amount, method, actorId },
    });
    const { lines, total } = cashUp(
      [
        entry('payment', -200, 'cash', 'bo'),
        entry('payment', -50, 'cash', 'al'),
        entry('refund', 70, 'cash', 'bo'),
        entry('payment', -10, 'shells', 'al'),
        entry('payment', -1, null, 'al'),
      ],
      METHODS,
    );
    expect(lines.map((line) => Object.values(line))).toEqual([
      ['cash', 'al', null, 1, 50, 0, 0, 50],
      ['cash', 'bo', null, 1, 200, 1, -70, 130],
      ['other', 'al', null, 2, 11, 0, 0, 11],
    ]);
    expect([total, cashUp([], METHODS)]).toEqual([191, { lines: [], total: 0 }]);
  });

  it('sums up each till by method, the one that nobody named last, and tells one alone', () => {
    const at = (till: string | null, amount: number, method: string, actorId = 'al') => ({
      ...{ kind: amount > 0 ? ('refund' as const) : ('payment' as const), amount, method, actorId, till },
    });
    const { lines } = cashUp(
      [
        ...[at(null, -1, 'cash'), at('', -2, 'cash'), at(NO_TILL, -4, 'card')],
        ...[at('Office', -10, 'card'), at('Front', -100, 'cash'), at('Front', -200, 'cash', 'bo')],
        ...[at('Front', 50, 'cash'), at('Front', -5, 'card')],
      ],
      METHODS,
    );
    const sums = [
      {
        till: 'Front',
        methods: [
          ['cash', 250],
          ['card', 5],
        ] as const,
        total: 255,
      },
      { till: 'Office', methods: [['card', 10]] as const, total: 10 },
      {
        till: null,
        methods: [
          ['cash', 3],
          ['card', 4],
        ] as const,
        total: 7,
      },
    ];
    const told = sums.map(({ methods, ...one }) => ({
      ...{ ...one, methods: methods.map(([method, total]) => ({ method, total })) },
    }));
    expect([sumTills(lines), sumTills([])]).toEqual([told, []]);
    const ask = (till?: string) => sumTills(ofTill(lines, till)).map((one) => one.total);
    expect([ask(), ask('Front'), ask(NO_TILL), ask('Nowhere')]).toEqual([[255, 10, 7], [255], [7], []]);
  });

  it('neither loses nor invents money', () => {
    const entries = fc.array(
      fc.record({
        kind: fc.constantFrom('payment' as const, 'refund' as const),
        size: fc.integer({ min: 1, max: 100_000 }),
        method: fc.option(fc.constantFrom('cash', 'card', 'cheque')),
        actorId: fc.option(fc.constantFrom('al', 'bo')),
        till: fc.option(fc.constantFrom('front', 'office')),
      }),
    );
    fc.assert(
      fc.property(entries, (given) => {
        const till = given.map(({ size, ...one }) => ({
          ...one,
          amount: one.kind === 'refund' ? size : -size,
        }));
        const { lines, total } = cashUp(till, METHODS);
        expect(total).toBe(-till.reduce((sum, one) => sum + one.amount, 0) || 0);
        expect(sumTills(lines).reduce((sum, one) => sum + one.total, 0)).toBe(total);
        expect(lines.reduce((count, line) => count + line.payments + line.refunds, 0)).toBe(till.length);
      }),
    );
  });

  it.each([
    ['a common day', '2026-03-02', 'Australia/Melbourne', 24],
    ['the clock goes back', '2026-04-05', 'Australia/Melbourne', 25],
    ['the clock goes on', '2026-10-04', 'Australia/Melbourne', 23],
    ['midnight is skipped', '2026-03-29', 'Asia/Beirut', 23],
    ['midnight comes twice', '2026-10-25', 'Atlantic/Azores', 25],
  ])('has a day as long as it is: %s', (_, day, zone, hours) => {
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    expect((startOfDay(next, zone) - startOfDay(day, zone)) / 3_600_000).toBe(hours);
  });
});
