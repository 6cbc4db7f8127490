import { classify } from './classify';
import { decideEncoding, sequenceLength, type TextDecode } from './encoding';
import { digits, FIELD_END, locateFields, RECORD_END, type RawField } from './directory';
import type { MarcField, MarcProblem, MarcResult, Subfield } from './records';

/** Longer records are refused: the format itself ends at 99,999 bytes, sound overflowing ones stay far below this. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;

const LEADER_LENGTH = 24;
const SUBFIELD_START = 0x1f;
const UTF8_FLAG = 0x61;
/** For a leader, an indicator or a subfield code: a few bytes. */
const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/**
 * All records of an ISO 2709 file, one after the other and lazily. `chunks` is the file as a whole or in parts of any
 * size. Never throws on any bytes; a record that cannot be read is a `refused` result and the next one goes on.
 */
export function* readIso2709(chunks: Uint8Array | Iterable<Uint8Array>): Generator<MarcResult> {
  const reader = new Iso2709Reader();
  for (const chunk of chunks instanceof Uint8Array ? [chunks] : chunks) yield* reader.push(chunk);
  yield* reader.end();
}

/** The same for chunks that come over time: `push` each one, then `end`; iterate every generator to its end. */
export class Iso2709Reader {
  #number = 0;
  #offset = 0;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #skipping = false;

  /** Results of the records that end within this chunk. */
  *push(chunk: Uint8Array): Generator<MarcResult> {
    let start = 0;
    for (let end = chunk.indexOf(RECORD_END); end !== -1; end = chunk.indexOf(RECORD_END, start)) {
      this.#hold(chunk.subarray(start, end));
      start = end + 1;
      yield* this.#segment(true);
      this.#offset += 1;
    }
    this.#hold(chunk.slice(start));
  }

  /** What is left after the last record terminator: nothing, junk, or a record that was cut off. */
  *end(): Generator<MarcResult> {
    yield* this.#segment(false);
  }

  #hold(part: Uint8Array): void {
    this.#heldBytes += part.length;
    if (this.#heldBytes > MAX_RECORD_BYTES) {
      this.#skipping = true;
      this.#held = [];
    }
    if (!this.#skipping && part.length > 0) this.#held.push(part);
  }

  *#segment(terminated: boolean): Generator<MarcResult> {
    const bytes = joined(this.#held);
    const [tooLong, offset] = [this.#skipping, this.#offset];
    this.#offset += this.#heldBytes;
    this.#held = [];
    this.#heldBytes = 0;
    this.#skipping = false;
    if (tooLong) {
      yield this.#refused(offset, 'too-long');
      return;
    }
    for (const part of partsOf(bytes)) yield this.#part(bytes, part, offset, terminated);
  }

  #part(segment: Uint8Array, part: Part, offset: number, terminated: boolean): MarcResult {
    const place = { number: (this.#number += 1), offset: offset + part.start };
    if (!part.leader) return { ...place, kind: 'refused', reasons: [{ code: 'not-a-record' }] };
    const whole = part.end < segment.length || terminated;
    const notes: MarcProblem[] = part.junk ? [{ code: 'junk-before-record' }] : [];
    return { ...place, ...readRecord(segment.subarray(part.start, part.end), whole, notes) };
  }

  #refused(offset: number, code: 'too-long'): MarcResult {
    return { number: (this.#number += 1), offset, kind: 'refused', reasons: [{ code }] };
  }
}

type Outcome = MarcResult extends infer R
  ? R extends MarcResult
    ? Omit<R, 'number' | 'offset'>
    : never
  : never;

interface Part {
  readonly start: number;
  readonly end: number;
  readonly leader: boolean;
  readonly junk: boolean;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The records between two terminators: normally one, more where a terminator is missing, none in white space. */
function partsOf(bytes: Uint8Array): Part[] {
  const parts: Part[] = [];
  const first = skipBlank(bytes);
  if (first === bytes.length) return parts;
  let start = hasDirectory(bytes, first) ? first : findLeader(bytes, first);
  if (start === -1) return [{ start: first, end: bytes.length, leader: isLeader(bytes, first), junk: false }];
  let junk = start > first;
  for (;;) {
    const next = mergedRecord(bytes, start);
    parts.push({ start, end: next ?? bytes.length, leader: true, junk });
    if (next === undefined) return parts;
    start = next;
    junk = false;
  }
}

/** Where the next leader follows without a terminator; some systems do not count the terminator that is missing. */
function mergedRecord(bytes: Uint8Array, start: number): number | undefined {
  const declared = digits(bytes, start, 5) ?? 0;
  const candidates = [start + declared - 1, start + declared].filter((next) => next > start);
  return candidates.find((next) => bytes[next - 1] === FIELD_END && isLeader(bytes, next));
}

/** Past line ends, padding, end-of-file marks and a byte order mark. */
function skipBlank(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && (bytes[at] ?? 0) <= 0x20) at += 1;
  return at;
}

function isLeader(bytes: Uint8Array, at: number): boolean {
  return digits(bytes, at, 5) !== undefined && digits(bytes, at + 12, 5) !== undefined;
}

/** A leader may be damaged: a first directory entry after it is enough. */
function hasDirectory(bytes: Uint8Array, at: number): boolean {
  return isLeader(bytes, at) || digits(bytes, at + LEADER_LENGTH + 3, 9) !== undefined;
}

function findLeader(bytes: Uint8Array, from: number): number {
  for (let at = from; at + LEADER_LENGTH < bytes.length; at += 1) if (isLeader(bytes, at)) return at;
  return -1;
}

function readRecord(bytes: Uint8Array, whole: boolean, notes: MarcProblem[]): Outcome {
  const { fields: located, problems } = locateFields(bytes);
  if (!whole && (bytes.at(-1) !== FIELD_END || problems.length > 0)) return refusal('cut-off');
  if (located.length === 0) return refusal('no-fields');
  const data = bytes.subarray(located.reduce((least, { start }) => Math.min(least, start), bytes.length));
  const encoding = decideEncoding(data, bytes[9] === UTF8_FLAG, languageOf(bytes, located));
  if (encoding.name === 'unreadable') return { kind: 'refused', reasons: encoding.problems };
  const fields = located.map((field) => readField(bytes, field, encoding.decode));
  const record = { leader: latin1(bytes.subarray(0, LEADER_LENGTH)), fields };
  const { kind, reasons } = classify(record);
  const structure = [...notes, ...lengthNotes(bytes, whole), ...problems, ...oddIndicators(bytes, located)];
  return { kind, record, reasons: [...structure, ...encoding.problems, ...reasons] };
}

/** 008/35-37. Source: MARC 21. */
function languageOf(bytes: Uint8Array, fields: readonly RawField[]): string {
  const fixed = fields.find(({ tag }) => tag === '008');
  return fixed ? latin1(bytes.subarray(fixed.start + 35, Math.min(fixed.start + 38, fixed.end))) : '';
}

function refusal(code: 'cut-off' | 'no-fields'): Outcome {
  return { kind: 'refused', reasons: [{ code }] };
}

/** The leader counts the record terminator; 99999 and 00000 are written where the number is not known. */
function lengthNotes(bytes: Uint8Array, terminated: boolean): MarcProblem[] {
  if (!terminated) return [{ code: 'terminator-missing' }];
  const declared = digits(bytes, 0, 5) ?? -1;
  const right = [bytes.length + 1, bytes.length, 0, 99999].includes(declared);
  return right ? [] : [{ code: 'leader-length-wrong' }];
}

function readField(bytes: Uint8Array, { tag, start, end }: RawField, decode: TextDecode): MarcField {
  const data = bytes.subarray(start, end);
  const first = data.indexOf(SUBFIELD_START);
  if (tag.startsWith('00') || first === -1) return { tag, value: decode(data) };
  const [ind1, ind2] = [0, 1].map((i) => (i < first ? latin1(data.subarray(i, i + 1)) : ' ')) as [
    string,
    string,
  ];
  return { tag, ind1, ind2, subfields: readSubfields(data, first, decode) };
}

function readSubfields(data: Uint8Array, first: number, decode: TextDecode): Subfield[] {
  const subfields: Subfield[] = [];
  for (let start = first + 1; start <= data.length;) {
    const found = data.indexOf(SUBFIELD_START, start);
    const end = found === -1 ? data.length : found;
    if (end > start) {
      const size = sequenceLength(data, start);
      const value = start + Math.max(size, 1);
      const code = size > 1 ? decode(data.subarray(start, value)) : latin1(data.subarray(start, value));
      subfields.push({ code, value: decode(data.subarray(value, end)) });
    }
    start = end + 1;
  }
  return subfields;
}

function oddIndicators(bytes: Uint8Array, fields: readonly RawField[]): MarcProblem[] {
  const odd = fields.filter(({ tag, start, end }) => {
    const first = bytes.subarray(start, end).indexOf(SUBFIELD_START);
    return !tag.startsWith('00') && first !== -1 && first !== 2;
  });
  return odd.map(({ tag }) => ({ code: 'indicators-odd', tag }));
}
