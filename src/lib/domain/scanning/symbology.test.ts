import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIsbn13, judgeRead, normaliseRead, passesLuhn } from './symbology';

const still = { live: false, luhn14: false };
const live = { live: true, luhn14: false };

describe('normaliseRead', () => {
  it.each([
    ['A31234000000018B', 'codabar', '31234000000018'],
    ['a294/586b', 'codabar', '294/586'],
    ['294/586', 'codabar', '294/586'],
    ['C$399.95A', 'codabar', '$399.95'],
    ['0027011006951', 'ean_13', '027011006951'],
    ['027011006951', 'upc_a', '027011006951'],
    ['9780393058673', 'ean_13', '9780393058673'],
    ['01234565', 'upc_e', '01234565'],
    ['  0 0412 7 ', 'code_128', '0 0412 7'],
    ['000000', 'code_39', '000000'],
    ['A123', 'code_39', 'A123'],
  ] as const)('%s of %s is %s', (text, format, expected) => {
    expect(normaliseRead(text, format)).toBe(expected);
  });

  it('keeps every printable Code 128 text as it is, but for its ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(normaliseRead(text, 'code_128')).toBe(text.trim());
      }),
    );
  });

  it('is the same however the Codabar number was framed', () => {
    const number = fc.stringMatching(/^[0-9\-$:/.+]{1,20}$/);
    const letter = fc.constantFrom('A', 'B', 'C', 'D', '');
    fc.assert(
      fc.property(number, letter, letter, (digits, start, stop) => {
        expect(normaliseRead(start + digits + stop, 'codabar')).toBe(digits);
      }),
    );
  });
});

describe('Code 39 in full ASCII', () => {
  it.each([
    ['+A+B12', 'ab12'],
    ['A+A-1234', 'Aa-1234'],
    ['E+X+T+E+N+D+E+D /A%J/J/C', 'Extended !?*#'],
    ['LIB/A123', 'LIB/A123'],
    ['A$B123', 'A$B123'],
    ['2/4-8/16', '2/4-8/16'],
    ['+A50%', '+A50%'],
    ['+A$M', '+A$M'],
    ['+1', '+1'],
  ])('%s means %s', (plain, meant) => {
    expect(normaliseRead(plain, 'code_39')).toBe(meant);
  });
});

describe('judgeRead', () => {
  it('refuses nothing but spaces', () => {
    expect(judgeRead({ text: '  ', format: 'code_39' }, still)).toEqual({ ok: false, reason: 'empty' });
    expect(judgeRead({ text: 'AB', format: 'codabar' }, still)).toEqual({ ok: false, reason: 'empty' });
  });

  it('wants six characters of Codabar from a moving camera, and takes five from a still picture', () => {
    expect(judgeRead({ text: 'A12345B', format: 'codabar' }, live)).toEqual({
      ok: false,
      reason: 'too_short',
    });
    expect(judgeRead({ text: 'A123456B', format: 'codabar' }, live)).toMatchObject({
      ok: true,
      text: '123456',
    });
    expect(judgeRead({ text: 'A12345B', format: 'codabar' }, still)).toMatchObject({
      ok: true,
      text: '12345',
    });
    expect(judgeRead({ text: '12345', format: 'code_128' }, live)).toMatchObject({ ok: true });
  });

  it('checks 14 digits by Luhn only where the site asks for it', () => {
    const right = { text: 'A21234000000019B', format: 'codabar' } as const;
    const digits = normaliseRead(right.text, 'codabar');
    expect(passesLuhn(digits)).toBe(false);
    const luhn = { live: true, luhn14: true };
    expect(judgeRead(right, luhn)).toEqual({ ok: false, reason: 'check_digit' });
    expect(judgeRead(right, live)).toMatchObject({ ok: true, text: digits });
    const good = [...'0123456789'].map((digit) => `2123400000001${digit}`).filter(passesLuhn);
    expect(good).toHaveLength(1);
    expect(judgeRead({ text: good.join(''), format: 'code_128' }, luhn)).toMatchObject({ ok: true });
    expect(judgeRead({ text: '1234567890123', format: 'code_128' }, luhn)).toMatchObject({ ok: true });
    expect(judgeRead({ text: '21234000000019', format: 'qr_code' }, luhn)).toMatchObject({ ok: true });
  });
});

describe('passesLuhn', () => {
  it.each([
    ['79927398713', true],
    ['79927398710', false],
    ['00', true],
    ['0', false],
    ['', false],
    ['7992739871x', false],
  ])('%s: %s', (digits, expected) => {
    expect(passesLuhn(digits)).toBe(expected);
  });

  it('holds for exactly one last digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{13}$/), (start) => {
        const right = [...'0123456789'].filter((digit) => passesLuhn(start + digit));
        expect(right).toHaveLength(1);
      }),
    );
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{13}$/),
        fc.nat(13),
        fc.integer({ min: 1, max: 9 }),
        (start, place, by) => {
          const check = [...'0123456789'].find((digit) => passesLuhn(start + digit)) ?? '';
          const digits = [...(start + check)];
          digits[place] = String((Number(digits[place]) + by) % 10);
          expect(passesLuhn(digits.join(''))).toBe(false);
        },
      ),
    );
  });
});

describe('isIsbn13', () => {
  it.each([
    ['9780393058673', true],
    ['9780393058674', false],
    ['9791034743674', true],
    ['9790060115615', false],
    ['4006209700068', false],
    ['978039305867', false],
  ])('%s: %s', (text, expected) => {
    expect(isIsbn13(text)).toBe(expected);
  });
});
