import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCallNumbers, isWithin } from './call-number';
import { placeOf } from './place-of';

describe('call numbers on a shelf', () => {
  it.each([
    ['005.27', '005.3'],
    ['823.14', '823.9'],
    ['99', '100'],
    ['599', '599.75'],
    ['823 ROW', '823 ROWLING'],
    ['F ROW v.9', 'F ROW v.10'],
    ['F ÁLV', 'F BAR'],
    ['f row', 'F SMI'],
    ['PZ7.R79835', 'PZ7.R8'],
    ['PZ7 .A1', 'PZ10 .A1'],
    ['500 A', 'F A'],
    ['', '1'],
  ])('%s stands before %s', (a, b) => {
    expect(Math.sign(compareCallNumbers(a, b))).toBe(-1);
    expect(Math.sign(compareCallNumbers(b, a))).toBe(1);
  });

  it('are in one order, whatever is compared first', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9A-F. ]{0,8}$/));
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(compareCallNumbers(a, b))).toBe(0 - Math.sign(compareCallNumbers(b, a)));
        if (compareCallNumbers(a, b) <= 0 && compareCallNumbers(b, c) <= 0)
          expect(compareCallNumbers(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each([
    ['599.75 ABC', '500', '599', true],
    ['600', '500', '599', false],
    ['599', '500', '59', false],
    ['499.9', '500', '599', false],
    ['500', '500', '599', true],
    ['F ROW', 'A', 'F', true],
    ['G ROW', 'A', 'F', false],
    ['F SMI', 'F A', 'F S', true],
    ['F TOL', 'F A', 'F S', false],
    ['599.759', '599.7', '599.75', true],
    ['599.8', '599.7', '599.75', false],
    ['F ROW', null, null, true],
    ['900', '500', null, true],
    ['100', null, '099', false],
    ['', '500', '599', false],
    ['!', null, '599', false],
  ])('%s from %s to %s: %s', (callNumber, from, to, within) => {
    expect(isWithin(callNumber, from, to)).toBe(within);
  });
});

describe('the place of a copy', () => {
  const place = (
    id: string,
    shelf: string | null,
    callFrom: string | null = null,
    callTo: string | null = null,
  ) => ({
    ...{ id, shelf, callFrom, callTo },
  });
  const places = [
    place('rest', null),
    place('science', null, '500', '599'),
    place('reference', 'Reference'),
    place('reference-science', ' reference ', '500', '599'),
    place('science-too', null, '500', '550'),
  ];

  it.each([
    [{ shelf: null, callNumber: '520' }, 'science'],
    [{ shelf: 'REFERENCE', callNumber: '520 HAW' }, 'reference-science'],
    [{ shelf: 'Reference', callNumber: '920' }, 'reference'],
    [{ shelf: 'Reference', callNumber: null }, 'reference'],
    [{ shelf: 'Fiction', callNumber: 'F ROW' }, 'rest'],
    [{ shelf: null, callNumber: null }, 'rest'],
  ])('%o is %s', (copy, id) => {
    expect(placeOf(copy, places)?.id).toBe(id);
  });

  it('is none where none is for it', () => {
    expect(placeOf({ shelf: 'X', callNumber: null }, places.slice(1))).toBeUndefined();
    expect(placeOf({ shelf: 'X', callNumber: '1' }, [])).toBeUndefined();
  });
});
