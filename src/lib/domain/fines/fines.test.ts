import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALENDAR } from '../circulation/scenario-world';
import { addDays } from '../shared/local-date';
import { reasonCodes, type Decision } from '../shared/decision';
import {
  balanceOf,
  creditOf,
  decideCharge,
  decideDeletion,
  decidePayment,
  decidePayOut,
  decideRefund,
  decideVoid,
  decideWaiver,
  settleLost,
  spreadPayment,
  summarize,
  takeBack,
  type MovedEntry,
  type NewEntry,
} from './ledger';
import { overdueFine, type FinePolicy } from './overdue';
import type { FineFacts, LedgerEntry, LostReturnedPolicy } from './types';

const policy: FinePolicy = { rate: 20, unit: 'day', cap: null, openDaysOnly: true, graceDays: 0 };

function fine(entries: [LedgerEntry['kind'], number, number?][], id = 'f'): FineFacts {
  return {
    id,
    patronId: 'ana',
    loanId: null,
    copyId: null,
    type: 'lost',
    entries: entries.map(([kind, amount, at = 1]) => ({ fineId: id, kind, amount, at })),
  };
}

describe('overdueFine', () => {
  it.each([
    ['on the due day', '2026-03-10', {}, 0, 0],
    ['before it', '2026-03-02', {}, 0, 0],
    ['a day late', '2026-03-11', {}, 1, 20],
    ['over a weekend', '2026-03-16', {}, 4, 80],
    ['back on a closed day', '2026-03-15', {}, 3, 60],
    ['over the holidays only open days', '2026-04-20', {}, 17, 340],
    ['over the holidays all days', '2026-04-20', { openDaysOnly: false }, 41, 820],
    ['as late as grace', '2026-03-13', { graceDays: 3 }, 3, 0],
    ['a day beyond grace: all days', '2026-03-16', { graceDays: 3 }, 4, 80],
    ['below the cap', '2026-03-11', { cap: 21 }, 1, 20],
    ['at the cap', '2026-03-13', { cap: 50 }, 3, 50],
    ['a cap of none', '2026-03-13', { cap: 0 }, 3, 0],
    ['six days late by the week', '2026-03-16', { unit: 'week' }, 4, 0],
    ['a whole week', '2026-03-17', { unit: 'week' }, 5, 20],
    ['a holiday week is free', '2026-04-21', { unit: 'week' }, 18, 100],
    ['all weeks', '2026-04-21', { unit: 'week', openDaysOnly: false }, 42, 120],
  ] as [string, string, Partial<FinePolicy>, number, number][])('%s', (_, back, change, days, total) => {
    const result = overdueFine({ ...policy, ...change }, CALENDAR, '2026-03-10', back, null);
    expect(result).toEqual({ days, total, change: total });
  });

  it('is capped by the price where that is less', () => {
    const capped = (price: number | null) =>
      overdueFine({ ...policy, cap: 50 }, CALENDAR, '2026-03-02', '2026-03-31', price).total;
    expect([capped(30), capped(80), capped(null)]).toEqual([30, 50, 50]);
  });

  it('charges only what is new, however often it runs on a day', () => {
    const again = overdueFine(policy, CALENDAR, '2026-03-10', '2026-03-12', null, 40);
    expect([again.total, again.change]).toEqual([40, 0]);
  });

  it('accrued day by day is the same as reckoned at once, never less than yesterday', () => {
    const policies = fc.record({
      rate: fc.integer({ min: 1, max: 500 }),
      unit: fc.constantFrom('day' as const, 'week' as const),
      cap: fc.option(fc.nat(2000)),
      openDaysOnly: fc.boolean(),
      graceDays: fc.nat(10),
    });
    fc.assert(
      fc.property(policies, fc.nat(60), fc.nat(60), fc.option(fc.nat(3000)), (given, start, late, price) => {
        const dueOn = addDays('2026-02-20', start);
        let charged = 0;
        for (let day = 1; day <= late; day += 1) {
          const { change } = overdueFine(given, CALENDAR, dueOn, addDays(dueOn, day), price, charged);
          expect(change).toBeGreaterThanOrEqual(0);
          charged += change;
        }
        expect(charged).toBe(overdueFine(given, CALENDAR, dueOn, addDays(dueOn, late), price).total);
        expect(charged).toBeLessThanOrEqual(Math.min(given.cap ?? Infinity, price ?? Infinity));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the ledger', () => {
  const owed = fine([
    ['charge', 500],
    ['payment', -200],
    ['waiver', -100],
  ]);
  const settled = fine([
    ['charge', 500],
    ['payment', -500],
  ]);
  const entry = (decision: Decision<NewEntry>) =>
    decision.allowed ? [decision.value.kind, decision.value.amount] : reasonCodes(decision.reasons);

  it.each([
    ['charge', decideCharge('f', 1), ['charge', 1]],
    ['charge of nothing', decideCharge('f', 0), ['fine-amount-invalid']],
    ['charge of a fraction', decideCharge('f', 1.5), ['fine-amount-invalid']],
    ['pay a part', decidePayment(owed, 50), ['payment', -50]],
    ['pay all', decidePayment(owed, 200), ['payment', -200]],
    ['pay too much', decidePayment(owed, 201), ['fine-amount-too-high']],
    ['pay nothing', decidePayment(owed, 0), ['fine-amount-invalid']],
    ['pay less than nothing', decidePayment(owed, -1), ['fine-amount-invalid']],
    ['pay what is settled', decidePayment(settled, 1), ['fine-settled']],
    ['waive a part', decideWaiver(owed, 200), ['waiver', -200]],
    ['waive too much', decideWaiver(owed, 201), ['fine-amount-too-high']],
    ['void what is left', decideVoid(owed), ['void', -200]],
    ['void what is settled', decideVoid(settled), ['fine-settled']],
    ['delete what was paid for', decideDeletion(owed), ['fine-has-payments']],
    [
      'delete what was waived in part',
      decideDeletion(
        fine([
          ['charge', 5],
          ['waiver', -2],
        ]),
      ),
      ['void', -3],
    ],
    ['delete what is settled', decideDeletion(fine([])), ['fine-settled']],
    ['give back what was paid', decideRefund(owed, 200), ['refund', 200]],
    ['give back more', decideRefund(owed, 201), ['fine-amount-too-high']],
    ['give back what was not paid', decideRefund(fine([['charge', 5]]), 1), ['fine-amount-too-high']],
    [
      'give back twice',
      decideRefund(
        fine([
          ['charge', 5],
          ['payment', -5],
          ['refund', 5],
        ]),
        1,
      ),
      ['fine-amount-too-high'],
    ],
  ])('%s', (_, decision, expected) => {
    expect(entry(decision)).toEqual(expected);
  });

  it('tells a fine in figures', () => {
    expect(summarize(owed)).toEqual({
      charged: 500,
      paid: 200,
      waived: 100,
      refunded: 0,
      voided: 0,
      outstanding: 200,
    });
    expect(summarize(fine([])).outstanding).toBe(0);
  });

  it('spreads a payment over several fines, oldest first', () => {
    const fines = [
      fine([['charge', 300, 5]], 'new'),
      fine([['charge', 200, 1]], 'old'),
      { ...settled, id: 'done' },
    ];
    const spread = (amount: number) => spreadPayment(fines, amount);
    const parts = (decision: Decision<NewEntry[]>) =>
      decision.allowed
        ? decision.value.map((one) => [one.fineId, one.amount])
        : reasonCodes(decision.reasons);
    expect(parts(spread(250))).toEqual([
      ['old', -200],
      ['new', -50],
    ]);
    expect(parts(spread(500))).toEqual([
      ['old', -200],
      ['new', -300],
    ]);
    expect(parts(spread(501))).toEqual(['fine-amount-too-high']);
    expect(parts(spread(0))).toEqual(['fine-amount-invalid']);
  });

  it('takes back first what is unpaid, then what was paid, and never what was waived', () => {
    const back = (amount: number, giveBack: boolean) =>
      takeBack(owed, amount, giveBack).map((entry) => [entry.kind, entry.amount]);
    expect(back(200, true)).toEqual([['void', -200]]);
    expect(back(201, false)).toEqual([['void', -200]]);
    expect(back(500, true)).toEqual([
      ['refund', 200],
      ['void', -400],
    ]);
    expect(back(0, true)).toEqual([]);
    expect(takeBack(settled, 1, false)).toEqual([]);
  });

  type Act = { act: 'pay' | 'waive' | 'refund' | 'void' | LostReturnedPolicy; amount: number };
  const act = fc.record({
    act: fc.constantFrom('pay' as const, 'waive', 'refund', 'void', 'refund', 'refund-unpaid', 'keep'),
    amount: fc.nat(600),
  });

  function entriesOf(given: FineFacts, { act, amount }: Act): NewEntry[] {
    if (act === 'refund-unpaid' || act === 'keep') return settleLost([given], act);
    const decisions = { pay: decidePayment, waive: decideWaiver, refund: decideRefund, void: decideVoid };
    const decision = decisions[act](given, amount);
    return decision.allowed ? [decision.value] : [];
  }

  it('has a balance that is the sum of its entries and never falls below zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(act, { maxLength: 25 }), (charged, acts) => {
        let one = fine([['charge', charged]]);
        let running = charged;
        for (const [at, each] of acts.entries()) {
          const added = entriesOf(one, each);
          one = { ...one, entries: [...one.entries, ...added.map((entry) => ({ ...entry, at }))] };
          running += added.reduce((sum, entry) => sum + entry.amount, 0);
          const figures = summarize(one);
          expect(balanceOf(one.entries)).toBe(running);
          expect(figures.outstanding).toBe(
            figures.charged - figures.paid - figures.waived - figures.voided + figures.refunded,
          );
          expect(figures.outstanding).toBeGreaterThanOrEqual(0);
          expect(figures.refunded).toBeLessThanOrEqual(figures.paid);
        }
        const settledUp = settleLost([one], 'refund').map((entry) => ({ ...entry, at: 99 }));
        const after = summarize({ entries: [...one.entries, ...settledUp] });
        expect([after.outstanding, after.paid - after.refunded]).toEqual([0, 0]);
      }),
    );
  });

  it('keeps what is on account apart from what is owed, and pays it out once', () => {
    const moves = fc.array(
      fc.tuple(fc.constantFrom('account', 'cash', 'pay-out'), fc.integer({ min: 1, max: 500 })),
    );
    fc.assert(
      fc.property(moves, (given) => {
        let entries: MovedEntry[] = [];
        let [onAccount, paidOut] = [0, 0];
        for (const [what, amount] of given) {
          if (what !== 'pay-out') {
            entries = [
              ...entries,
              { kind: 'refund', amount, method: what },
              { kind: 'void', amount: -amount },
            ];
            onAccount += what === 'account' ? amount : 0;
            continue;
          }
          const before = balanceOf(entries);
          const decision = decidePayOut('f', entries, 'account');
          expect(decision.allowed).toBe(onAccount > paidOut);
          if (!decision.allowed) continue;
          entries = [
            ...entries,
            ...decision.value.map(({ side, ...entry }) => ({
              ...entry,
              method: side === 'till' ? 'cash' : 'account',
            })),
          ];
          paidOut = onAccount;
          expect(balanceOf(entries)).toBe(before);
        }
        expect(creditOf(entries, 'account')).toBe(onAccount - paidOut);
      }),
    );
  });

  it.each([
    [
      'refund',
      [
        ['charge', 500],
        ['payment', -500],
      ],
      [
        ['refund', 500],
        ['void', -500],
      ],
    ],
    [
      'refund',
      [
        ['charge', 500],
        ['payment', -200],
      ],
      [
        ['refund', 200],
        ['void', -500],
      ],
    ],
    [
      'refund',
      [
        ['charge', 500],
        ['waiver', -500],
      ],
      [],
    ],
    [
      'refund-unpaid',
      [
        ['charge', 500],
        ['payment', -200],
      ],
      [['void', -300]],
    ],
    [
      'refund-unpaid',
      [
        ['charge', 500],
        ['payment', -500],
      ],
      [],
    ],
    ['keep', [['charge', 500]], []],
  ] as [LostReturnedPolicy, [LedgerEntry['kind'], number][], [string, number][]][])(
    'a lost copy comes back: %s after %j',
    (given, entries, expected) => {
      expect(settleLost([fine(entries)], given).map((one) => [one.kind, one.amount])).toEqual(expected);
    },
  );
});
