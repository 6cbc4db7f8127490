import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgottenUpTo, HISTORY_CHOICES, isForgotten, keptUntil, type HistoryChoice } from './history';

const DAY = 86_400_000;
/** The day before the clocks go back in Melbourne: that night has 25 hours. */
const ENDED = Date.parse('2026-04-04T02:00:00Z');

describe('keptUntil', () => {
  it.each<[string, HistoryChoice, number | null, boolean, number | null]>([
    ['as the district says, thirty days', 'district', 30, true, ENDED + 30 * DAY],
    ['one day, over a change of the clocks', 'district', 1, true, ENDED + DAY],
    ['no day at all', 'district', 0, true, ENDED],
    ['a district that keeps', 'district', null, true, null],
    ['kept by choice', 'keep', 30, true, null],
    ['a choice to keep that does not count', 'keep', 30, false, ENDED + 30 * DAY],
    ['forgotten by choice', 'none', null, true, ENDED],
    ['a choice to forget that does not count', 'none', null, false, null],
  ])('%s', (_name, choice, historyDays, patronsChooseHistory, until) => {
    const policy = { historyDays, patronsChooseHistory };
    expect(keptUntil({ endedAt: ENDED, moneyOpen: false }, choice, policy)).toBe(until);
  });

  it('never lets go of what is not over, nor of what money hangs on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...HISTORY_CHOICES),
        fc.option(fc.nat(3660)),
        fc.boolean(),
        fc.integer(),
        (choice, historyDays, patronsChooseHistory, now) => {
          const policy = { historyDays, patronsChooseHistory };
          expect(isForgotten({ endedAt: null, moneyOpen: false }, choice, policy, now)).toBe(false);
          expect(isForgotten({ endedAt: ENDED, moneyOpen: true }, choice, policy, now)).toBe(false);
        },
      ),
    );
  });

  it('says of a whole history what it says of each part', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...HISTORY_CHOICES),
        fc.option(fc.nat(60)),
        fc.boolean(),
        fc.integer({ min: 0, max: 61 * DAY }),
        (choice, historyDays, patronsChooseHistory, later) => {
          const policy = { historyDays, patronsChooseHistory };
          const upTo = forgottenUpTo(choice, policy, ENDED + later);
          const record = { endedAt: ENDED, moneyOpen: false };
          expect(isForgotten(record, choice, policy, ENDED + later)).toBe(upTo !== null && ENDED <= upTo);
        },
      ),
    );
  });

  it('lets go at the instant itself and not a millisecond before', () => {
    const policy = { historyDays: 1, patronsChooseHistory: true };
    const at = (now: number) => isForgotten({ endedAt: ENDED, moneyOpen: false }, 'district', policy, now);
    expect([at(ENDED + DAY - 1), at(ENDED + DAY)]).toEqual([false, true]);
  });
});
