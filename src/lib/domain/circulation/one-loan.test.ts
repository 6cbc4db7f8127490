import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectsOfCheckin, effectsOfLoan, effectsOfRenewal, type Effects } from '../offline/effects';
import { assembleCheckinFacts, assembleCheckoutFacts, assembleRenewalFacts } from './assemble';
import { decideCheckin } from './checkin';
import { decideCheckout } from './checkout';
import { decideRenewal } from './renewal';
import type { WorldRows } from './rows';
import { CALENDAR, copy, hold, NOW, rule, SITE, world } from './scenario-world';

const HOUR = 3_600_000;
const RIGHTS = ['circulation.checkOut', 'circulation.renew', 'circulation.overrideBlocks'] as const;
/** Everything that staff can lift, lifted: what is left is what nobody may. */
const OVERRIDES = [
  'copy-held-for-other',
  'copy-on-hold-shelf-for-other',
  'copy-in-transit',
  'renewals-used-up',
].map((code) => ({ code, reason: 'x' }));

const step = fc.record({
  act: fc.constantFrom('out', 'in', 'renew', 'undo'),
  patronBarcode: fc.constantFrom('C-ana', 'C-ben'),
  copyBarcode: fc.constantFrom('B-a', 'B-b'),
  siteId: fc.constantFrom(SITE, 'south'),
  lifts: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function applied(rows: WorldRows, effects: Effects): WorldRows {
  const ended = new Set([...effects.endLoans, ...effects.putLoans.map(({ id }) => id)]);
  const gone = new Set(effects.endHolds);
  const change = <R extends { id: string }>(
    row: R,
    changes: readonly { id: string; change: object }[],
  ): R => ({
    ...row,
    ...changes.filter(({ id }) => id === row.id).reduce((all, one) => ({ ...all, ...one.change }), {}),
  });
  return {
    ...rows,
    loans: [...rows.loans.filter(({ id }) => !ended.has(id)), ...effects.putLoans],
    copies: rows.copies.map((row) => change(row, effects.copies)),
    holds: rows.holds.filter(({ id }) => !gone.has(id)).map((row) => change(row, effects.holds)),
  };
}

/** What one scan does to the rows; undefined where it is refused or changes nothing. */
function effectsOf(rows: WorldRows, wish: Step, now: number, id: string): Effects | undefined {
  const request = { ...wish, ...(wish.lifts ? { overrides: OVERRIDES } : {}) };
  if (wish.act === 'in') {
    const facts = assembleCheckinFacts(rows, request, now);
    const decision = decideCheckin(facts);
    return decision.allowed ? effectsOfCheckin(facts, decision.value, id) : undefined;
  }
  if (wish.act === 'renew') {
    const facts = assembleRenewalFacts(rows, request, now);
    const decision = decideRenewal(facts, request);
    return decision.allowed ? effectsOfRenewal(facts, decision.value, id) : undefined;
  }
  const facts = assembleCheckoutFacts(rows, request, now);
  const decision = decideCheckout(facts, request);
  if (!decision.allowed || decision.value.kind !== 'loan') return undefined;
  return effectsOfLoan(facts, decision.value, id);
}

const start = (): WorldRows =>
  world({
    copies: ['a', 'b'].map((id) => copy({ id })),
    holds: [hold({ patronId: 'ben', pickupSiteId: 'south' })],
    rules: [rule(1, { loanDays: 14, renewals: 2 })],
    calendars: [CALENDAR, { ...CALENDAR, siteId: 'south', timeZone: 'Europe/Madrid' }],
    permissions: [...RIGHTS],
  });

describe('any sequence of checkouts, check-ins, renewals and undos', () => {
  it('leaves each copy with at most one open loan, and on loan exactly when it has one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const past: WorldRows[] = [];
        let rows = start();
        for (const [index, wish] of steps.entries()) {
          if (wish.act === 'undo') rows = past.pop() ?? rows;
          else {
            const effects = effectsOf(rows, wish, NOW + index * HOUR, `loan-${index}`);
            if (effects) {
              past.push(rows);
              rows = applied(rows, effects);
            }
          }
          for (const { id, status } of rows.copies) {
            const open = rows.loans.filter((loan) => loan.copyId === id);
            expect(open.length).toBe(status === 'on-loan' ? 1 : 0);
          }
          // A copy that is set aside for somebody is set aside for one alone.
          const kept = rows.holds.flatMap(({ assignedCopyId }) => assignedCopyId ?? []);
          expect(new Set(kept).size).toBe(kept.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
