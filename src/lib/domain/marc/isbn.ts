/**
 * The ISBN-13 of a text that starts with an ISBN, with or without hyphens and with a qualifier after it
 * ("0-394-80016-8 (pbk.)"); undefined if the check digit is wrong. Source: ISO 2108.
 */
export function isbn13(text: string): string | undefined {
  const written = /^[\s(]*((?:[\dXx][\s\u2010-\u2013-]*){9,13})/.exec(text)?.[1] ?? '';
  const digits = written.replace(/[^\dXx]/g, '').toUpperCase();
  if (/^97[89]\d{10}$/.test(digits))
    return checkDigit13(digits.slice(0, 12)) === digits[12] ? digits : undefined;
  if (!/^\d{9}[\dX]$/.test(digits) || checkDigit10(digits.slice(0, 9)) !== digits[9]) return undefined;
  const core = `978${digits.slice(0, 9)}`;
  return core + checkDigit13(core);
}

/**
 * Whether a text is what a scanner reads from the back of a book: thirteen digits that are an ISBN. Shorter ones are
 * not told from a library's own numbers. Source: ISO 2108, GS1 prefixes 978 and 979.
 */
export const isPrintedIsbn = (text: string): boolean =>
  /^97[89]\d{10}$/.test(text.trim()) && isbn13(text) !== undefined;

/** The ISSN of a text, as "1234-567X"; undefined if the check digit is wrong. Source: ISO 3297. */
export function issn(text: string): string | undefined {
  const [, left = '', right = ''] = /\b(\d{4})-?(\d{3}[\dXx])\b/.exec(text) ?? [];
  const digits = (left + right).toUpperCase();
  if (digits.length !== 8) return undefined;
  return modulo11(digits.slice(0, 7), 8) === digits[7] ? `${left}-${digits.slice(4)}` : undefined;
}

function checkDigit13(first12: string): string {
  const sum = [...first12].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return String((10 - (sum % 10)) % 10);
}

function checkDigit10(first9: string): string {
  return modulo11(first9, 10);
}

function modulo11(digits: string, firstWeight: number): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (firstWeight - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
