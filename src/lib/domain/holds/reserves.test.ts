import { describe, expect, it } from 'vitest';
import { hold } from '../circulation/scenario-world';
import { inTheWay } from './reserves';
import type { HoldFacts } from './types';

const TODAY = '2026-03-10';
const now = hold();
const reserve = (neededFrom: string, change: Partial<HoldFacts> = {}) => hold({ neededFrom, ...change });

describe('who stands in the way of a loan', () => {
  it.each([
    ['nobody', [], [], 0],
    ['who waits now, whatever other copies there are', [now], [''], 1],
    ['a reserve that begins today waits now', [reserve(TODAY)], [''], 1],
    ['a reserve for the only copy', [reserve('2026-03-20')], [], 1],
    ['not where another copy is on the shelf', [reserve('2026-03-20')], [''], 0],
    ['two reserves and one other copy', [reserve('2026-03-20'), reserve('2026-03-25')], [''], 1],
    ['another copy is due the day before', [reserve('2026-03-20')], ['2026-03-19'], 0],
    ['another copy is due on the very day', [reserve('2026-03-20')], ['2026-03-20'], 1],
    ['a reserve for this copy', [reserve('2026-03-20', { copyId: 'a' })], ['', ''], 1],
    ['one now, one later with a copy to spare', [now, reserve('2026-03-20')], [''], 1],
  ] as [string, HoldFacts[], string[], number][])('%s', (_, waiting, siblingsFree, expected) => {
    expect(inTheWay(waiting, { id: 'a', siblingsFree }, TODAY)).toBe(expected);
  });
});
