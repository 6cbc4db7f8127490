import { isDataField, type MarcField, type MarcRecord } from './records';

/** What the format can count to. Source: ISO 2709, leader 00-04 and directory. */
export const MOST_RECORD_BYTES = 99_999;
const MOST_FIELD_BYTES = 9_999;

export type WriteRefusalCode = 'record-too-long' | 'field-too-long' | 'field-unwritable' | 'xml-unwritable';

/** Why a record can't be written in a format; `tag` names the field, `count` its bytes. */
export interface WriteRefusal {
  readonly code: WriteRefusalCode;
  readonly tag?: string;
  readonly count?: number;
}

export type Written<T> =
  { readonly ok: true; readonly text: T } | { readonly ok: false; readonly why: WriteRefusal };

const [SUBFIELD, FIELD_END, RECORD_END] = ['\x1f', '\x1e', '\x1d'];
const MARKS = /[\u001d-\u001f]/;
const encoder = new TextEncoder();
const digits = (value: number, length: number) => String(value).padStart(length, '0');

function isWritable(field: MarcField): boolean {
  // What reads records takes no other tags.
  if (!/^[0-9A-Za-z]{3}$/.test(field.tag)) return false;
  if (!isDataField(field)) return !MARKS.test(field.value);
  const isSign = (text: string) => /^[\x20-\x7e]$/.test(text);
  if (!isSign(field.ind1) || !isSign(field.ind2)) return false;
  return field.subfields.every(
    ({ code, value }) => isSign(code) && !MARKS.test(value) && value.isWellFormed(),
  );
}

function bodyOf(field: MarcField): string {
  if (!isDataField(field)) return field.value + FIELD_END;
  const parts = field.subfields.map(({ code, value }) => SUBFIELD + code + value);
  return field.ind1 + field.ind2 + parts.join('') + FIELD_END;
}

/** Lengths, encoding and the sizes of the directory are ours; what the cataloguer says (05-08, 17-19) stays. */
function leaderOf(leader: string, length: number, base: number): string {
  const said = /^[\x20-\x7e]*$/.test(leader) ? leader.padEnd(24) : ' '.repeat(24);
  return `${digits(length, 5)}${said.slice(5, 9)}a22${digits(base, 5)}${said.slice(17, 20)}4500`;
}

/**
 * A record as ISO 2709 in UTF-8. Records above 99,999 bytes, fields above 9,999 and signs that the format has no place
 * for are refused: nothing is ever written that reads back as something else.
 */
export function toIso2709(record: MarcRecord): Written<Uint8Array> {
  const odd = record.fields.find((field) => !isWritable(field));
  if (odd) return { ok: false, why: { code: 'field-unwritable', tag: odd.tag } };
  const bodies = record.fields.map((field) => ({ tag: field.tag, bytes: encoder.encode(bodyOf(field)) }));
  const long = bodies.find(({ bytes }) => bytes.length > MOST_FIELD_BYTES);
  if (long) return { ok: false, why: { code: 'field-too-long', tag: long.tag, count: long.bytes.length } };
  const base = 24 + bodies.length * 12 + 1;
  const length = bodies.reduce((sum, { bytes }) => sum + bytes.length, base) + 1;
  if (length > MOST_RECORD_BYTES) return { ok: false, why: { code: 'record-too-long', count: length } };
  let at = 0;
  const directory = bodies.map(({ tag, bytes }) => {
    at += bytes.length;
    return tag + digits(bytes.length, 4) + digits(at - bytes.length, 5);
  });
  const whole = new Uint8Array(length);
  whole.set(encoder.encode(leaderOf(record.leader, length, base) + directory.join('') + FIELD_END));
  at = base;
  for (const { bytes } of bodies) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  whole.set(encoder.encode(RECORD_END), at);
  return { ok: true, text: whole };
}
