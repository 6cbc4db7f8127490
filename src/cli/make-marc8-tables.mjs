/**
 * Makes src/lib/domain/marc/marc8-tables.json by running Debian's `yaz-iconv` over the MARC-8 code space.
 * Run it by hand when the tables are in doubt: `node src/cli/make-marc8-tables.mjs` (needs the package `yaz`).
 * yaz-iconv leaves out what it does not know, so a probe that comes back empty is an unused code.
 * It loses a character that straddles two of its 64-byte input buffers: every probe is padded to 16 bytes.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const TARGET = new URL('../lib/domain/marc/marc8-tables.json', import.meta.url);
const ESC = 0x1b;
const FIRST = 0x21;
const LAST = 0x7e;
const SPAN = LAST - FIRST + 1;
const BACK_TO_ASCII = [ESC, 0x28, 0x42];
const END_OF_PROBE = 0x7c;
const PROBE_BYTES = 16;
const PROBE_BASE = 0x78;

/** Final character of each single-byte set -> the bytes that select it as G0. */
const SINGLE_BYTE_SETS = {
  E: [ESC, 0x28, 0x21, 0x45],
  2: [ESC, 0x28, 0x32],
  3: [ESC, 0x28, 0x33],
  4: [ESC, 0x28, 0x34],
  N: [ESC, 0x28, 0x4e],
  Q: [ESC, 0x28, 0x51],
  S: [ESC, 0x28, 0x53],
  g: [ESC, 0x67],
  b: [ESC, 0x62],
  p: [ESC, 0x70],
};

function convert(bytes) {
  return execFileSync('yaz-iconv', ['-f', 'MARC-8', '-t', 'utf-8'], {
    input: bytes,
    maxBuffer: 1 << 28,
  }).toString('utf8');
}

function graphicCodes() {
  return Array.from({ length: SPAN }, (_, i) => FIRST + i);
}

/** The answers to these probes (arrays of bytes), in order, from one run of yaz-iconv. */
function answersTo(probes) {
  const bytes = Buffer.alloc(probes.length * PROBE_BYTES, END_OF_PROBE);
  probes.forEach((probe, i) => bytes.set([...probe, ...BACK_TO_ASCII], i * PROBE_BYTES));
  const endsPerProbe = PROBE_BYTES - (probes[0].length + BACK_TO_ASCII.length);
  const texts = convert(bytes).split('|');
  return probes.map((_, i) => texts[i * endsPerProbe]);
}

/** One character per code, a space where the set has none; marks come back on the base letter, which is cut off. */
function singleByteSet(select) {
  const probes = graphicCodes().map((code) => [...select, code, ...BACK_TO_ASCII, PROBE_BASE]);
  return answersTo(probes)
    .map((answer) => answer.replace('x', '').normalize('NFC') || ' ')
    .join('');
}

/** EACC as pairs [index of the code in the 94 x 94 x 94 cube, code point], in order of the index. */
function eaccPairs() {
  const codes = graphicCodes();
  return codes.flatMap((first) => {
    const probes = codes.flatMap((second) => codes.map((third) => [ESC, 0x24, 0x31, first, second, third]));
    const plane = (first - FIRST) * SPAN * SPAN;
    return answersTo(probes).flatMap((text, i) => (text === '' ? [] : [[plane + i, text.codePointAt(0)]]));
  });
}

function pushVarint(out, value) {
  let rest = value;
  while (rest > 0x7f) {
    out.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  out.push(rest);
}

/** Differences to the pair before, as varints (code point differences zigzagged), in base64. */
function pack(pairs) {
  const out = [];
  let [index, point] = [0, 0];
  for (const [nextIndex, nextPoint] of pairs) {
    const step = nextPoint - point;
    pushVarint(out, nextIndex - index);
    pushVarint(out, step < 0 ? -2 * step - 1 : 2 * step);
    [index, point] = [nextIndex, nextPoint];
  }
  return Buffer.from(out).toString('base64');
}

function asAscii(json) {
  return json.replace(/[^\x20-\x7e\n]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const sets = Object.fromEntries(
  Object.entries(SINGLE_BYTE_SETS).map(([final, select]) => [final, singleByteSet(select)]),
);
const pairs = eaccPairs();
writeFileSync(TARGET, asAscii(JSON.stringify({ sets, eacc: pack(pairs) }, null, 2)) + '\n');
process.stdout.write(`${pairs.length} EACC codes\n`);
