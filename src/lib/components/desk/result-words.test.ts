import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskResult, ResultOf } from '$lib/client/desk/desk-result';
import type { CheckedIn } from '$lib/contracts/circulation';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { fineWords } from './checkin-words';
import { bookedText, logWord, resultWord } from './result-words';

const copy = { barcode: '100' };
const booked = (change: Partial<ResultOf<'booked'>>): ResultOf<'booked'> => ({
  ...{ kind: 'booked', tone: 'done', deed: 'lost', name: 'Ann', copy },
  ...change,
});
const AUD = (amount: number) => ({ amount, currency: 'AUD' });

beforeEach(() => overwriteGetLocale(() => 'en'));

describe('what is booked without a scan', () => {
  it.each([
    [booked({ charged: AUD(2095) }), 'Marked lost', /20\.95 is charged to Ann.*check it in/],
    [booked({}), 'Marked lost', /^Nothing is charged to Ann/],
    [booked({ deed: 'claimed' }), 'Claimed returned', /^Ann says.*Look for it/],
    [booked({ deed: 'not-returned' }), 'On loan again', /loans of Ann again/],
    [booked({ deed: 'charged', charged: AUD(1250) }), /12\.50 charged$/, /to Ann/],
  ] as const)('%#: says what it is, for whom, and what comes next', (result, word, text) => {
    expect(resultWord(result)).toMatch(word);
    expect(logWord(result)).toBe(resultWord(result));
    expect(bookedText(result)).toMatch(text);
  });
});

describe('what the device does not know', () => {
  it('is not said to be unknown to the library', () => {
    const unknown: DeskResult = { kind: 'unknown', tone: 'refused', text: '9', searched: true };
    expect(resultWord(unknown)).toBe('Nothing found');
    expect(resultWord({ ...unknown, onlyHere: true })).toBe('Not in the offline copy');
    const value = { copy: null, nextAction: 'unknown-copy', notes: [], fines: [] } satisfies CheckedIn;
    const back = { kind: 'in', tone: 'attention', value, barcode: '9', queued: false } as const;
    expect(resultWord(back)).toMatch(/^Not in the catalogue/);
    expect([resultWord({ ...back, queued: true }), logWord({ ...back, queued: true })]).toEqual(
      Array(2).fill('Not in the offline copy: put it aside'),
    );
  });
});

it('tells late days that cost nothing without a sum', () => {
  const late = (amount: number): Pick<CheckedIn, 'fines'> => ({
    fines: [{ kind: 'overdue', change: AUD(amount), days: 2 }],
  });
  expect(fineWords(late(0) as CheckedIn)).toEqual(['2 days late, nothing is charged.']);
  expect(fineWords(late(40) as CheckedIn)[0]).toMatch(/^2 days late: .*0\.40\.$/);
});
