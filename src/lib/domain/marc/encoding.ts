import { latinOrMarc8, type EightBit } from './latin-or-marc8';
import { decodeMarc8, emptyTally, type Marc8Tally } from './marc8';
import type { MarcProblem } from './records';

/** Turns the bytes of one subfield or control field into text. */
export type TextDecode = (bytes: Uint8Array) => string;

/** How a record's bytes are to be read, and what is to be said about it; refused if they cannot be read. */
export type Encoding =
  | {
      readonly name: 'utf-8' | 'marc-8' | 'windows-1252';
      readonly decode: TextDecode;
      readonly problems: readonly MarcProblem[];
    }
  | { readonly name: 'unreadable'; readonly problems: readonly MarcProblem[] };

const ESC = 0x1b;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

/**
 * Decides the encoding of one record from its bytes; leader/09 (`flagged`: it says UTF-8) is believed only as far as
 * the bytes bear it out, because both false flags and missing flags are common in files of library systems. What is
 * not as flagged is said in `problems`. A broken byte is never shown as a replacement character.
 * @param language MARC code that the record gives itself, if any: it tells Latin-1 from MARC-8 where the bytes alone do not
 */
export function decideEncoding(bytes: Uint8Array, flagged: boolean, language = ''): Encoding {
  const { high, escape } = survey(bytes);
  if (!high) return asciiOnly(bytes, flagged, escape);
  if (isUtf8(bytes)) return utf8(bytes, flagged);
  const { sequences, broken } = countUtf8(bytes);
  if (sequences > broken && !escape) return mendedUtf8(flagged, broken);
  return eightBit(bytes, flagged, language);
}

/** Text of bytes that should be UTF-8: broken ones are left out. `broken` counts them. */
export function decodeMendedUtf8(bytes: Uint8Array): { text: string; broken: number } {
  if (isUtf8(bytes)) return { text: strictUtf8.decode(bytes), broken: 0 };
  const kept: number[] = [];
  let broken = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) broken += 1;
    else kept.push(...bytes.subarray(at, at + length));
    at += Math.max(length, 1);
  }
  return { text: strictUtf8.decode(Uint8Array.from(kept)), broken };
}

/** Length of the valid UTF-8 sequence at `at`, 0 if there is none (also for surrogates and overlong forms). */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return 0;
  for (let i = 1; i < length; i += 1) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const impossible =
    (lead === 0xe0 && second < 0xa0) ||
    (lead === 0xed && second > 0x9f) ||
    (lead === 0xf0 && second < 0x90) ||
    (lead === 0xf4 && second > 0x8f);
  return impossible ? 0 : length;
}

function survey(bytes: Uint8Array): { high: boolean; escape: boolean } {
  let high = false;
  let escape = false;
  for (const byte of bytes) {
    if (byte >= 0x80) high = true;
    else if (byte === ESC) escape = true;
  }
  return { high, escape };
}

/** True if the bytes are UTF-8 from end to end. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function asciiOnly(bytes: Uint8Array, flagged: boolean, escape: boolean): Encoding {
  if (flagged && !escape) return { name: 'utf-8', decode: decodeUtf8, problems: [] };
  if (!escape) return { name: 'marc-8', decode: decodeMarc8, problems: [] };
  const problems = [...(flagged ? [flagWrong('marc-8')] : []), ...unknownCharacters(tallyOf(bytes))];
  return { name: 'marc-8', decode: decodeMarc8, problems };
}

function utf8(bytes: Uint8Array, flagged: boolean): Encoding {
  const replaced = decodeUtf8(bytes).split('\ufffd').length - 1;
  const problems: MarcProblem[] = flagged ? [] : [{ code: 'utf8-not-flagged' }];
  if (replaced > 0) problems.push({ code: 'replacement-character', count: replaced });
  return { name: 'utf-8', decode: decodeUtf8, problems };
}

function mendedUtf8(flagged: boolean, broken: number): Encoding {
  const problems: MarcProblem[] = [{ code: 'bytes-dropped', count: broken }];
  if (!flagged) problems.push({ code: 'utf8-not-flagged' });
  return { name: 'utf-8', decode: (bytes) => decodeMendedUtf8(bytes).text, problems };
}

function eightBit(bytes: Uint8Array, flagged: boolean, language: string): Encoding {
  const tally = tallyOf(bytes);
  const reading = readingOf(bytes, tally, language);
  if (reading === 'either') return { name: 'unreadable', problems: [{ code: 'encoding-ambiguous' }] };
  if (reading === 'marc-8') {
    const problems = [...(flagged ? [flagWrong('marc-8')] : []), ...unknownCharacters(tally)];
    return { name: 'marc-8', decode: decodeMarc8, problems };
  }
  if (!isWindows1252(bytes) || isOtherScript(bytes))
    return { name: 'unreadable', problems: [{ code: 'encoding-unreadable' }] };
  const problems = flagged ? [flagWrong('windows-1252')] : [{ code: 'latin1-assumed' } as const];
  return { name: 'windows-1252', decode: (part) => windows1252.decode(part), problems };
}

/** Escapes are MARC-8's alone; what makes no sense in it is not MARC-8; else the words themselves are looked at. */
function readingOf(bytes: Uint8Array, tally: Marc8Tally, language: string): EightBit {
  if (bytes.includes(ESC)) return 'marc-8';
  if (looksLatin1(tally)) return 'windows-1252';
  if (!isWindows1252(bytes) || isOtherScript(bytes)) return 'marc-8';
  return latinOrMarc8(
    windows1252.decode(bytes),
    partsOf(bytes)
      .map((part) => decodeMarc8(part))
      .join(' '),
    language,
  );
}

/**
 * Latin-1 read as MARC-8 gives codes without a character, marks before a space or full stop, and letters that no
 * language has. A few of these also occur in sound MARC-8, so they must outweigh what went well.
 */
function looksLatin1(tally: Marc8Tally): boolean {
  return tally.unknown + tally.dangling + tally.uncomposed > tally.composed;
}

/** Bytes of a record as the reader will convert them: what is between its delimiters. */
function partsOf(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at] ?? 0x1d;
    if (byte < 0x1d || byte > 0x1f) continue;
    if (at > start) parts.push(bytes.subarray(start, at));
    start = at + 1;
  }
  return parts;
}

function tallyOf(bytes: Uint8Array): Marc8Tally {
  const tally = emptyTally();
  for (const part of partsOf(bytes)) decodeMarc8(part, tally);
  return tally;
}

function unknownCharacters(tally: Marc8Tally): MarcProblem[] {
  return tally.unknown > 0 ? [{ code: 'characters-unknown', count: tally.unknown }] : [];
}

function flagWrong(detail: 'marc-8' | 'windows-1252'): MarcProblem {
  return { code: 'utf8-flag-wrong', detail };
}

/**
 * True for texts in the code page of another script, such as Windows-1251: whole words of them lie above ASCII, where
 * the languages of Latin-1 have one or two letters of a word. Which code page it is, no byte tells.
 */
export function isOtherScript(bytes: Uint8Array): boolean {
  let [high, inWords, run] = [0, 0, 0];
  for (let at = 0; at <= bytes.length; at += 1) {
    if ((bytes[at] ?? 0) > 0xa0) {
      run += 1;
      continue;
    }
    high += run;
    if (run >= 3) inWords += run;
    run = 0;
  }
  return inWords * 2 > high;
}

/** Bytes that are control characters, or nothing, in Windows-1252 mean that the text is in some other encoding. */
function isWindows1252(bytes: Uint8Array): boolean {
  const unused = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0x7f];
  return bytes.every((byte) => !unused.includes(byte) && (byte >= 0x1d || [0x09, 0x0a, 0x0d].includes(byte)));
}

function countUtf8(bytes: Uint8Array): { sequences: number; broken: number } {
  let sequences = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) broken += 1;
    if (length > 1) sequences += 1;
    at += Math.max(length, 1);
  }
  return { sequences, broken };
}

function decodeUtf8(bytes: Uint8Array): string {
  return strictUtf8.decode(bytes);
}
