import { describe, expect, it } from 'vitest';
import { deskFieldOf, ownFieldId, passesCardCheck, unframedCard, type CardCheck } from './card-codes';

describe('the check digit of a card', () => {
  it.each<[string, CardCheck, boolean]>([
    ['anything', 'none', true],
    ['', 'none', true],
    ['79927398713', 'mod10', true],
    ['79927398710', 'mod10', false],
    ['0', 'mod10', false],
    ['00', 'mod10', true],
    ['P-123', 'mod10', false],
    // The worked example of the Code 39 standard: CODE39 has the check sign W.
    ['CODE39W', 'mod43', true],
    ['CODE39X', 'mod43', false],
    ['code39w', 'mod43', false],
    ['0', 'mod43', false],
    ['00', 'mod43', true],
    ['', 'mod43', false],
  ])('%j by %s: %s', (barcode, check, wanted) => {
    expect(passesCardCheck(barcode, check)).toBe(wanted);
  });

  it.each([
    ['A31234000000018B', 'codabar', '31234000000018'],
    ['d12-3c', 'codabar', '12-3'],
    ['*P-12*', 'code39', 'P-12'],
    ['AB', undefined, undefined],
    ['**', undefined, undefined],
    ['A12X4B', undefined, undefined],
    ['E1234E', undefined, undefined],
    ['31234', undefined, undefined],
  ])('%j with its frame is %s of %s', (scanned, symbology, barcode) => {
    expect(unframedCard(scanned)).toEqual(symbology && { symbology, barcode });
  });

  it('names fields of the district by their id', () => {
    expect([ownFieldId(deskFieldOf('a-1')), ownFieldId('field:'), ownFieldId('barcode')]).toEqual([
      'a-1',
      undefined,
      undefined,
    ]);
  });
});
