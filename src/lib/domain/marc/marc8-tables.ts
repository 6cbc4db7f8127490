import tables from './marc8-tables.json';

/** Final characters that name a MARC-8 graphic set: B is ASCII, E is ANSEL, 1 is EACC (three bytes). */
export type SingleByteSet = keyof typeof tables.sets;

const FIRST_CODE = 0x21;
const SPAN = 94;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Punctuation that EACC files carry at codes outside the 94 x 94 x 94 cube, so it cannot be in the packed table. */
const EACC_PUNCTUATION: ReadonlyMap<number, string> = new Map([
  [0x21203d, '\u2026'],
  [0x212040, '\u201c'],
  [0x7f2014, '\u2014'],
  [0x7f2019, '\u2019'],
  [0x7f2020, '\u201d'],
  [0x7f2122, '\u2122'],
]);

let eacc: Map<number, string> | undefined;

/** True if `final` names one of the sets of the table (ASCII and EACC are not in it). */
export function isSingleByteSet(final: string): final is SingleByteSet {
  return Object.hasOwn(tables.sets, final);
}

/** The character of a 7-bit code (0x21-0x7E) in a set, or undefined where the set has none. */
export function singleByteCharacter(set: SingleByteSet, code: number): string | undefined {
  const character = tables.sets[set].charAt(code - FIRST_CODE);
  return character === '' || character === ' ' ? undefined : character;
}

/** The character of three 7-bit EACC bytes, or undefined. The table of some 15,000 is unpacked at first use. */
export function eaccCharacter(first: number, second: number, third: number): string | undefined {
  eacc ??= unpackEacc(tables.eacc);
  const row = (first - FIRST_CODE) * SPAN + (second - FIRST_CODE);
  return eacc.get(row * SPAN + (third - FIRST_CODE));
}

/** The punctuation mark of three EACC bytes that hold a space or a delete byte, or undefined. */
export function eaccPunctuation(first: number, second: number, third: number): string | undefined {
  return EACC_PUNCTUATION.get((first << 16) | (second << 8) | third);
}

function unpackEacc(packed: string): Map<number, string> {
  const table = new Map<number, string>();
  const numbers = varints(bytesOfBase64(packed));
  let index = 0;
  let point = 0;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const zigzag = numbers[i + 1] ?? 0;
    index += numbers[i] ?? 0;
    point += zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
    table.set(index, String.fromCodePoint(point));
  }
  return table;
}

function varints(bytes: readonly number[]): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const byte of bytes) {
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
      shift = 0;
    }
  }
  return numbers;
}

function bytesOfBase64(text: string): number[] {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const character of text.replace(/=+$/, '')) {
    buffer = ((buffer << 6) | BASE64.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >> bits) & 0xff);
    }
  }
  return bytes;
}
