import type { MarcProblem } from './records';

export const FIELD_END = 0x1e;
export const RECORD_END = 0x1d;
const LEADER_LENGTH = 24;
const ENTRY_LENGTH = 12;

/** A field's tag and where its bytes lie in the record, its terminator not included. */
export interface RawField {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

interface Entry {
  readonly tag: string;
  readonly length: number;
  readonly offset: number;
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * The fields of one ISO 2709 record (leader first, record terminator not included). The directory is used where every
 * entry ends on a field terminator; where it does not fit, the data are cut at the terminators and take the
 * directory's tags in order. Work is bounded by the record's length.
 */
export function locateFields(bytes: Uint8Array): { fields: RawField[]; problems: MarcProblem[] } {
  const dataStart = bytes.indexOf(FIELD_END) + 1;
  if (dataStart === 0) return { fields: [], problems: [] };
  const entries = readDirectory(bytes, dataStart);
  const pieces = piecesFrom(bytes, dataStart);
  for (const base of new Set([digits(bytes, 12, 5) ?? 0, dataStart])) {
    if (base > LEADER_LENGTH && entries.length > 0 && entries.every((entry) => fits(bytes, entry, base))) {
      const lost = Math.max(0, pieces.length - entries.length);
      const repaired: MarcProblem[] = base === dataStart ? [] : [{ code: 'directory-repaired' }];
      return {
        fields: entries.map((entry) => fieldOf(entry, base)),
        problems: [...repaired, ...lostFields(lost)],
      };
    }
  }
  return fromPieces(bytes, dataStart, entries, pieces);
}

/** The number written in `length` digits at `at`, or undefined where there are other characters. */
export function digits(bytes: Uint8Array, at: number, length: number): number | undefined {
  let value = 0;
  for (let i = at; i < at + length; i += 1) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function readDirectory(bytes: Uint8Array, end: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = LEADER_LENGTH; at + ENTRY_LENGTH <= end; at += ENTRY_LENGTH) {
    const tag = tagAt(bytes, at);
    const length = digits(bytes, at + 3, 4);
    const offset = digits(bytes, at + 7, 5);
    if (tag === undefined || length === undefined || offset === undefined) break;
    entries.push({ tag, length, offset });
  }
  return entries;
}

function tagAt(bytes: Uint8Array, at: number): string | undefined {
  const tag = String.fromCharCode(...bytes.subarray(at, at + 3));
  return /^[0-9A-Za-z]{3}$/.test(tag) ? tag : undefined;
}

function fits(bytes: Uint8Array, { length, offset }: Entry, base: number): boolean {
  const start = base + offset;
  const startsField = offset === 0 || bytes[start - 1] === FIELD_END;
  return length > 0 && startsField && bytes[start + length - 1] === FIELD_END;
}

function fieldOf({ tag, length, offset }: Entry, base: number): RawField {
  return { tag, start: base + offset, end: base + offset + length - 1 };
}

function piecesFrom(bytes: Uint8Array, from: number): Piece[] {
  const pieces: Piece[] = [];
  for (let start = from; start < bytes.length;) {
    const found = bytes.indexOf(FIELD_END, start);
    const end = found === -1 ? bytes.length : found;
    pieces.push({ start, end });
    start = end + 1;
  }
  return pieces;
}

function fromPieces(
  bytes: Uint8Array,
  dataStart: number,
  entries: readonly Entry[],
  pieces: readonly Piece[],
): { fields: RawField[]; problems: MarcProblem[] } {
  const tags = tagsOf(bytes, dataStart, entries, pieces);
  const fields = pieces.flatMap((piece, i) => {
    const tag = tags[i];
    return tag === undefined ? [] : [{ tag, ...piece }];
  });
  const lost = Math.max(pieces.length, tags.length) - fields.length;
  return { fields, problems: [{ code: 'directory-repaired' }, ...lostFields(lost)] };
}

/** Tags for the pieces: of an overflowed directory, else of the entries in whichever order agrees better. */
function tagsOf(
  bytes: Uint8Array,
  dataStart: number,
  entries: readonly Entry[],
  pieces: readonly Piece[],
): string[] {
  const overflowed = overflowTags(bytes, dataStart, pieces);
  if (overflowed.length === pieces.length) return overflowed;
  const byOffset = [...entries].sort((a, b) => a.offset - b.offset);
  const better = agreement(byOffset, pieces) > agreement(entries, pieces) ? byOffset : entries;
  return better.map((entry) => entry.tag);
}

function agreement(entries: readonly Entry[], pieces: readonly Piece[]): number {
  const lengthOf = (piece: Piece | undefined) => (piece ? piece.end - piece.start + 1 : -1);
  return entries.filter((entry, i) => entry.length === lengthOf(pieces[i])).length;
}

/**
 * Above 9,999 bytes a field, and above 99,999 a record, outgrow the directory's columns; some systems then simply
 * write more digits. The pieces tell which digits to expect.
 */
function overflowTags(bytes: Uint8Array, dataStart: number, pieces: readonly Piece[]): string[] {
  const tags: string[] = [];
  let at = LEADER_LENGTH;
  for (const { start, end } of pieces) {
    const tag = tagAt(bytes, at);
    const length = String(end - start + 1).padStart(4, '0');
    const expected = length + String(start - dataStart).padStart(5, '0');
    const written = String.fromCharCode(...bytes.subarray(at + 3, at + 3 + expected.length));
    if (tag === undefined || written !== expected) return tags;
    tags.push(tag);
    at += 3 + expected.length;
  }
  return tags;
}

function lostFields(count: number): MarcProblem[] {
  return count > 0 ? [{ code: 'fields-lost', count }] : [];
}
