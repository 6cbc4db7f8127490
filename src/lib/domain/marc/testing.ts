import type { MarcRecord } from './records';

/** [tag, text] or [tag, both indicators, subfields like "$aTitle$bRest"]. */
export type FixtureField = readonly [tag: string, value: string] | readonly [string, string, string];

const encoder = new TextEncoder();

/** Bytes of a text in which every character stands for one byte: for tests of 8-bit encodings. */
export function rawBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A sound ISO 2709 record, flagged as UTF-8. `raw`: texts are bytes (`rawBytes`) and leader/09 is blank. */
export function isoRecord(
  fields: readonly FixtureField[],
  options: { raw?: boolean; type?: string } = {},
): Uint8Array {
  const toBytes = options.raw ? rawBytes : (text: string) => encoder.encode(text);
  const bodies = fields.map((field) => toBytes(`${bodyOf(field)}\x1e`));
  let offset = 0;
  const directory = fields.map(([tag], i) => {
    const length = bodies[i]?.length ?? 0;
    offset += length;
    return tag + String(length).padStart(4, '0') + String(offset - length).padStart(5, '0');
  });
  const base = 24 + directory.length * 12 + 1;
  const rest = `n${options.type ?? 'a'}m ${options.raw ? ' ' : 'a'}22`;
  const leader = `${pad5(base + offset + 1)}${rest}${pad5(base)} a 4500`;
  return concat(rawBytes(`${leader}${directory.join('')}\x1e`), ...bodies, rawBytes('\x1d'));
}

/** The bytes one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A record as the readers give it. */
export function recordOf(fields: readonly FixtureField[], leader = '00000nam a2200000 a 4500'): MarcRecord {
  return {
    leader,
    fields: fields.map((field) => {
      if (field.length === 2) return { tag: field[0], value: field[1] };
      const [tag, indicators, text] = field;
      return { tag, ind1: indicators.charAt(0), ind2: indicators.charAt(1), subfields: subfieldsOf(text) };
    }),
  };
}

function subfieldsOf(text: string): { code: string; value: string }[] {
  return text
    .split('$')
    .slice(1)
    .map((part) => ({ code: part.charAt(0), value: part.slice(1) }));
}

function bodyOf(field: FixtureField): string {
  return field.length === 2 ? field[1] : field[1] + field[2].replaceAll('$', '\x1f');
}

function pad5(value: number): string {
  return String(Math.min(value, 99_999)).padStart(5, '0');
}
