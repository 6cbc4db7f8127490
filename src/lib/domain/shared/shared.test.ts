import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeBarcode, sameBarcode } from './barcode';
import {
  addDays,
  dayOfWeek,
  daysBetween,
  earliest,
  fromEpochDay,
  isLocalDate,
  latest,
  toEpochDay,
} from './local-date';
import { isMoney, lesserOf, sumMoney } from './money';

describe('local dates', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['2026-4-1', false],
    ['2026-04-01T00:00', false],
    ['', false],
    [20260401, false],
  ])('%s is a day: %s', (value, expected) => {
    expect(isLocalDate(value)).toBe(expected);
  });

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-04-04', 2, '2026-04-06'],
    ['1970-01-01', -1, '1969-12-31'],
  ])('%s plus %i days is %s', (from, days, expected) => {
    expect(addDays(from, days)).toBe(expected);
    expect(daysBetween(from, expected)).toBe(days);
  });

  it('agrees with the platform calendar over 800 years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -150_000, max: 150_000 }), (epochDay) => {
        const platform = new Date(epochDay * 86_400_000);
        const date = fromEpochDay(epochDay);
        expect(date).toBe(platform.toISOString().slice(0, 10));
        expect(dayOfWeek(date)).toBe(platform.getUTCDay());
        expect(toEpochDay(date)).toBe(epochDay);
      }),
    );
  });

  it('refuses to count with what is no day', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow('local-date-invalid');
  });

  it('finds the earliest and latest, passing over what is absent', () => {
    expect(earliest(null, '2026-03-02', undefined, '2026-03-01')).toBe('2026-03-01');
    expect(latest('2026-03-02', null, '2026-03-01')).toBe('2026-03-02');
    expect(earliest(null, undefined)).toBeNull();
  });
});

describe('barcodes', () => {
  it.each([
    ['0', '0', true],
    ['007', '7', false],
    [' 007\r\n', '007', true],
    ['A B', 'A B', true],
    ['A B', 'AB', false],
    ['abc', 'ABC', false],
    ['', '', false],
    ['  ', '  ', false],
    [null, null, false],
    [undefined, '1', false],
    ['1e3', '1000', false],
  ])('%j and %j are the same: %s', (a, b, expected) => {
    expect(sameBarcode(a, b)).toBe(expected);
  });

  it('trims the ends only, once and for all', () => {
    expect(normalizeBarcode('\t00 12 ')).toBe('00 12');
    expect(normalizeBarcode(' \n')).toBeNull();
  });
});

describe('money', () => {
  it.each([
    [0, true],
    [-5, true],
    [0.5, false],
    [Number.NaN, false],
    [2 ** 53, false],
    ['5', false],
  ])('%s is an amount: %s', (value, expected) => {
    expect(isMoney(value)).toBe(expected);
  });

  it('adds exactly or not at all', () => {
    expect(sumMoney([10, 20, -5])).toBe(25);
    expect(sumMoney([])).toBe(0);
    expect(() => sumMoney([0.1, 0.2])).toThrow('money-not-whole');
    expect(() => sumMoney([Number.MAX_SAFE_INTEGER, 1])).toThrow('money-not-whole');
  });

  it('takes the lesser of two limits, of which either may be absent', () => {
    expect([lesserOf(5, 3), lesserOf(null, 3), lesserOf(0, undefined), lesserOf(null, null)]).toEqual([
      3,
      3,
      0,
      null,
    ]);
  });
});
