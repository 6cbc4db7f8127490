import { CODE39_SIGNS, passesCardCheck, type CardCheck } from '../patrons/card-codes';

/** How long a barcode may be, as everywhere. */
const MOST_SIGNS = 64;
/** Numbers stay exact up to fifteen digits. */
export const MOST_DIGITS = 15;

/** Barcodes that are given out one after the other: prefix, running number filled with zeros, check sign. */
export interface BarcodeRange {
  readonly prefix: string;
  readonly digits: number;
  /** Both within; the range is used up when the next is past the last. */
  readonly nextNumber: number;
  readonly lastNumber: number;
  readonly check: CardCheck;
}

export type RangeProblem =
  | { readonly path: 'prefix'; readonly code: 'prefix-digits' | 'prefix-code39' | 'too-long' }
  | { readonly path: 'nextNumber' | 'lastNumber'; readonly code: 'range-digits' | 'range-order' };

const signsOf = (check: CardCheck): string =>
  check === 'none' ? '' : check === 'mod10' ? '0123456789' : CODE39_SIGNS;

/** The sign by which a barcode that begins so passes the check; '' where nothing is checked. */
export function checkSign(body: string, check: CardCheck): string | undefined {
  if (check === 'none') return '';
  return [...signsOf(check)].find((sign) => passesCardCheck(body + sign, check));
}

/** The barcode of a number of this range. */
export function barcodeOf(range: BarcodeRange, number: number): string {
  const body = range.prefix + String(number).padStart(range.digits, '0');
  return body + (checkSign(body, range.check) ?? '');
}

/** What makes a range impossible, field by field: its prefix can't be checked, or its numbers don't fit. */
export function rangeProblems(range: BarcodeRange): RangeProblem[] {
  const { prefix, digits, nextNumber, lastNumber, check } = range;
  const problems: RangeProblem[] = [];
  if (check === 'mod10' && !/^\d*$/.test(prefix)) problems.push({ path: 'prefix', code: 'prefix-digits' });
  if (check === 'mod43' && [...prefix].some((sign) => !CODE39_SIGNS.includes(sign)))
    problems.push({ path: 'prefix', code: 'prefix-code39' });
  if (prefix.length + digits + 1 > MOST_SIGNS) problems.push({ path: 'prefix', code: 'too-long' });
  if (lastNumber >= 10 ** digits) problems.push({ path: 'lastNumber', code: 'range-digits' });
  // The number after the last says that the range is used up.
  if (nextNumber > lastNumber + 1) problems.push({ path: 'nextNumber', code: 'range-order' });
  return problems;
}

/** How many numbers are left, whether in use elsewhere or not. */
export const leftIn = ({ nextNumber, lastNumber }: BarcodeRange): number =>
  Math.max(0, lastNumber - nextNumber + 1);
