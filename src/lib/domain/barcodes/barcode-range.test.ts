import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARD_CHECKS, passesCardCheck } from '../patrons/card-codes';
import { barcodeOf, checkSign, leftIn, rangeProblems, type BarcodeRange } from './barcode-range';

const range = (given: Partial<BarcodeRange> = {}): BarcodeRange => ({
  prefix: '',
  digits: 6,
  nextNumber: 1,
  lastNumber: 999_999,
  check: 'none',
  ...given,
});

describe('the barcode of a number', () => {
  it.each([
    [range(), 1, '000001'],
    [range({ prefix: 'LIB-' }), 42, 'LIB-000042'],
    // Luhn: 7992739871 has the check digit 3.
    [range({ prefix: '7992', digits: 6, check: 'mod10' }), 739_871, '79927398713'],
    // ISO/IEC 16388, annex A: CODE39 has the check sign W.
    [range({ prefix: 'CODE', digits: 2, check: 'mod43' }), 39, 'CODE39W'],
    [range({ digits: 1, lastNumber: 9 }), 9, '9'],
  ])('%o %i is %s', (of, number, barcode) => {
    expect(barcodeOf(of, number)).toBe(barcode);
  });

  it('always passes its own check, and two numbers never have the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CARD_CHECKS),
        fc.stringMatching(/^\d{0,8}$/),
        fc.nat(999_999),
        fc.nat(999_999),
        (check, prefix, a, b) => {
          const of = range({ prefix, check });
          expect(rangeProblems(of)).toEqual([]);
          expect(passesCardCheck(barcodeOf(of, a), check)).toBe(true);
          expect(barcodeOf(of, a) === barcodeOf(of, b)).toBe(a === b);
        },
      ),
    );
  });

  it('has no check sign where the signs can have none', () => {
    expect(checkSign('ab', 'mod10')).toBeUndefined();
    expect(checkSign('ab', 'mod43')).toBeUndefined();
  });
});

describe('what makes a range impossible', () => {
  it.each([
    [range({ prefix: 'A', check: 'mod10' }), ['prefix-digits']],
    [range({ prefix: 'ab', check: 'mod43' }), ['prefix-code39']],
    [range({ prefix: 'x'.repeat(60) }), ['too-long']],
    [range({ digits: 2, lastNumber: 100 }), ['range-digits']],
    [range({ digits: 2, lastNumber: 99 }), []],
    [range({ nextNumber: 11, lastNumber: 10 }), []],
    [range({ nextNumber: 12, lastNumber: 10 }), ['range-order']],
  ])('%o: %o', (of, codes) => {
    expect(rangeProblems(of).map(({ code }) => code)).toEqual(codes);
  });

  it('says what is left', () => {
    expect([
      leftIn(range({ nextNumber: 1, lastNumber: 1 })),
      leftIn(range({ nextNumber: 2, lastNumber: 1 })),
    ]).toEqual([1, 0]);
  });
});
