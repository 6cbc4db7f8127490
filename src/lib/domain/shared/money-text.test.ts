import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf, decimalText, moneyText, parseMoney } from './money-text';

describe('an amount as it is typed', () => {
  it.each([
    ['12', 2, 1200],
    ['12.5', 2, 1250],
    ['12,50', 2, 1250],
    [' 0.05 ', 2, 5],
    ['0', 2, 0],
    ['12.', 2, 1200],
    ['1 234,50', 2, 123_450],
    ['1.234,50', 2, 123_450],
    ['1,234.50', 2, 123_450],
    ["1'234.50", 2, 123_450],
    ['1,234,567.8', 2, 123_456_780],
    ['1.234', 3, 1234],
    ['500', 0, 500],
    ['1 500', 0, 1500],
    ['999999999', 2, 99_999_999_900],
    ['1.234', 2, undefined],
    ['1.5', 0, undefined],
    ['1,234.567', 2, undefined],
    ['1,23.50', 2, undefined],
    ['1.234.50', 2, undefined],
    ['-1', 2, undefined],
    ['1e3', 2, undefined],
    ['', 2, undefined],
    ['.', 2, undefined],
    ['$5', 2, undefined],
    ['1000000000', 2, undefined],
  ])('%j with %i decimals', (text, decimals, expected) => {
    expect(parseMoney(text, decimals)).toBe(expected);
  });

  it('reads back every amount that it writes, however it is set in type', () => {
    const locales = ['en', 'es', 'de-CH', 'fr', 'pt-BR'];
    fc.assert(
      fc.property(
        fc.nat(99_999_999),
        fc.constantFrom(['JPY', 0], ['AUD', 2], ['KWD', 3]),
        fc.constantFrom(...locales),
        (amount, [currency, decimals], locale) => {
          expect(decimalsOf(String(currency))).toBe(decimals);
          const plain = decimalText(amount, Number(decimals));
          expect(parseMoney(plain, Number(decimals))).toBe(amount);
          expect(parseMoney(plain.replace('.', ','), Number(decimals))).toBe(amount);
          const set = new Intl.NumberFormat(locale, {
            minimumFractionDigits: Number(decimals),
            maximumFractionDigits: Number(decimals),
          });
          // Without decimals a thousands sign could be a decimal one: only spaces are plain then.
          const read = parseMoney(set.format(plain), Number(decimals));
          expect([amount, ...(decimals === 0 ? [undefined] : [])]).toContain(read);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    [2875, 'AUD', 'en', '$28.75'],
    [2875, 'NZD', 'en', '$28.75'],
    [-5, 'GBP', 'en', '-£0.05'],
    [240, 'EUR', 'es', '2,40 €'],
    [2875, 'AUD', 'es', '28,75 $'],
  ])('%i %s is set for %s without the name of a country: %s', (amount, currency, locale, text) => {
    expect(moneyText(amount, currency, locale).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('is written without a division', () => {
    expect([decimalText(-5, 2), decimalText(1234, 2), decimalText(7, 0), decimalText(1, 3)]).toEqual([
      '-0.05',
      '12.34',
      '7',
      '0.001',
    ]);
  });
});
