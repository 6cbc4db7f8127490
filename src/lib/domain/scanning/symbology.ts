import { plainOrFullAscii } from './full-ascii';

/** The barcode kinds that a library meets: item and patron labels, book and disc covers, QR on cards. */
export const SYMBOLOGIES = [
  'codabar',
  'code_39',
  'code_128',
  'itf',
  'ean_13',
  'ean_8',
  'upc_a',
  'upc_e',
  'qr_code',
] as const;
export type Symbology = (typeof SYMBOLOGIES)[number];

/** What a platform's own detector must know before it may replace ours. */
export const REQUIRED_OF_NATIVE: readonly Symbology[] = [
  'code_39',
  'code_128',
  'codabar',
  'ean_13',
  'qr_code',
];

/** One code as a decoder reports it. `offCentre` is 0 in the middle of the picture and 1 in its corner. */
export interface RawRead {
  readonly text: string;
  readonly format: Symbology;
  readonly offCentre: number;
}

/** How a site wants reads to be judged. */
export interface ScanPolicy {
  /** A moving camera sees cut-off codes, a still picture does not. */
  readonly live: boolean;
  /** Refuse 14-digit numbers whose last digit is not their Luhn check digit. */
  readonly luhn14: boolean;
}

export type RejectedRead = 'empty' | 'too_short' | 'check_digit';
export type JudgedRead =
  | { readonly ok: true; readonly text: string; readonly format: Symbology }
  | { readonly ok: false; readonly reason: RejectedRead };

/**
 * Symbologies without a check digit whose beginning alone looks like a whole code to a moving camera.
 * Library labels in these have ten digits and more; six is the shortest in use.
 */
const LIVE_MINIMUM: Partial<Record<Symbology, number>> = { codabar: 6, itf: 6 };

/**
 * The text that a hand-held scanner would send for the same symbol, so that camera and scanner agree:
 * Codabar without start and stop letters, UPC-A with 12 digits, Code 39 in full ASCII where it is meant so.
 * Everything else is opaque: leading zeros and inner spaces stay, only the ends are trimmed.
 */
export function normaliseRead(text: string, format: Symbology): string {
  const trimmed = text.trim();
  if (format === 'codabar') return trimmed.replace(/^[A-DTN*E]/i, '').replace(/[A-DTN*E]$/i, '');
  if (format === 'ean_13' || format === 'upc_a') return trimmed.replace(/^0(?=\d{12}$)/, '');
  if (format === 'code_39') return plainOrFullAscii(trimmed);
  return trimmed;
}

/** True where the last digit is the Luhn (mod 10) check digit of the others; false for anything but digits. */
export function passesLuhn(digits: string): boolean {
  if (!/^\d{2,}$/.test(digits)) return false;
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + luhnWeight(Number(digit), place), 0);
  return sum % 10 === 0;
}

function luhnWeight(digit: number, place: number): number {
  const doubled = place % 2 === 1 ? digit * 2 : digit;
  return doubled > 9 ? doubled - 9 : doubled;
}

/** Turns one decoder read into the text to act on, or says why it is not one. */
export function judgeRead(read: Pick<RawRead, 'text' | 'format'>, policy: ScanPolicy): JudgedRead {
  const text = normaliseRead(read.text, read.format);
  if (text === '') return { ok: false, reason: 'empty' };
  if (policy.live && text.length < (LIVE_MINIMUM[read.format] ?? 1))
    return { ok: false, reason: 'too_short' };
  if (policy.luhn14 && isLabelNumber(text, read.format) && !passesLuhn(text)) {
    return { ok: false, reason: 'check_digit' };
  }
  return { ok: true, text, format: read.format };
}

/** A 14-digit library number (one digit of kind, four of library, eight of item, one check digit). */
function isLabelNumber(text: string, format: Symbology): boolean {
  return /^\d{14}$/.test(text) && format !== 'qr_code';
}

/** True for a 13-digit number of the book trade (prefix 978 or 979) with a right check digit; music (979-0) is not. */
export function isIsbn13(text: string): boolean {
  if (!/^97[89]\d{10}$/.test(text) || text.startsWith('9790')) return false;
  const sum = [...text].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
