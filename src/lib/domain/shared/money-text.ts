import type { Money } from './money';

/** Decimals of a currency (ISO 4217): 2 for AUD, 0 for JPY, 3 for KWD. */
export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/**
 * An amount in minor units as a plain decimal text, with a point: 1234 is "12.34" with two decimals. Digits are only moved,
 * never divided, so that nothing is rounded.
 */
export function decimalText(amount: Money, decimals: number): `${number}` {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals > 0 ? `.${digits.slice(digits.length - decimals)}` : '';
  return `${amount < 0 ? '-' : ''}${whole}${fraction}` as `${number}`;
}

/** English is written the way the pages speak it; every other language as it is. */
const TAGS: Readonly<Record<string, string>> = { en: 'en-GB' };

/**
 * An amount in minor units as it is written in the reader's language, the same in a table, a sentence, a letter and a printed
 * page: "$28.75", since a district has one currency and its people know which.
 * @param currency ISO 4217
 * @param locale of the reader, e.g. `en`
 */
export function moneyText(amount: Money, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(TAGS[locale] ?? locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.format(decimalText(amount, format.resolvedOptions().maximumFractionDigits ?? 2));
}

const PLAIN = /^(\d{1,9})(?:[.,](\d*))?$/;
/** Thousands set apart; only together with decimals behind another sign, or by spaces, is it plain what is meant. */
const GROUPED = /^(\d{1,3}(?:([.,'’])\d{3}(?:\2\d{3})*))([.,])(\d*)$/;
const SPACES = /(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g;

/**
 * An amount as people type it, in minor units: a point or a comma before the decimals, thousands set apart or not. Undefined
 * for anything else, and for what could mean two things ("1.234" in cents): money is never guessed.
 */
export function parseMoney(text: string, decimals: number): Money | undefined {
  const typed = text.trim().replace(SPACES, '');
  const grouped = GROUPED.exec(typed);
  if (grouped && grouped[2] !== grouped[3])
    return minorUnits((grouped[1] ?? '').replace(/\D/g, ''), grouped[4] ?? '', decimals);
  const plain = PLAIN.exec(typed);
  return plain ? minorUnits(plain[1] ?? '', plain[2] ?? '', decimals) : undefined;
}

function minorUnits(whole: string, fraction: string, decimals: number): Money | undefined {
  if (whole === '' || whole.length > 9 || fraction.length > decimals) return undefined;
  return Number(whole + fraction.padEnd(decimals, '0'));
}
