import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { ITEM_SOURCES, itemsOf } from './holdings';
import { readIso2709 } from './iso2709';
import { decodeMarc8 } from './marc8';
import { readMarcXml } from './marcxml';
import type { MarcResult } from './records';
import { sniff } from './sniff';
import { fromStored, toStored } from './stored';
import { rawTitle } from './title-text';

interface Expected {
  readonly file: string;
  readonly records?: number | null;
  readonly bibs: number;
  readonly nonBib: Readonly<Record<string, number>>;
  readonly bibsWithoutTitle: number;
  readonly titles: readonly (string | null)[];
  /** What the strict scanner that counted tripped over: with fields out of range its barcodes are a lower bound. */
  readonly structureProblems: Readonly<Record<string, number>>;
  readonly encodings: Readonly<Record<string, number>>;
  readonly barcodes: Readonly<Record<string, { items: number; distinct: number }>>;
}

type Read = Extract<MarcResult, { kind: 'record' | 'skipped' }>;

const folder = process.env.RECORDS_DIR;
if (!folder) throw new Error('RECORDS_DIR must name the folder of real files');
const expectations = JSON.parse(readFileSync(join(folder, 'marc/EXPECTED.json'), 'utf8')) as Expected[];
const files = expectations.filter(({ records }) => typeof records === 'number');

function bytesOf(file: string): Uint8Array {
  const bytes = readFileSync(join(folder ?? '', file));
  return sniff(bytes) === 'gzip' ? gunzipSync(bytes) : bytes;
}

function resultsOf(file: string): MarcResult[] {
  const bytes = bytesOf(file);
  const kind = sniff(bytes);
  if (kind === 'iso2709') return [...readIso2709(bytes)];
  return kind === 'marcxml' ? [...readMarcXml(bytes)] : [];
}

describe.each(files)('$file', (expected) => {
  let read: Read[] = [];
  let refused: MarcResult[] = [];
  beforeAll(() => {
    const results = resultsOf(expected.file);
    read = results.filter((result): result is Read => result.kind !== 'refused');
    refused = results.filter(({ kind }) => kind === 'refused');
  });
  const bibs = () => read.filter(({ kind }) => kind === 'record');

  it('gives every record and refuses none', () => {
    expect(read).toHaveLength(expected.records ?? 0);
    if (expected.records !== 0) expect(refused).toEqual([]);
  });

  it('tells titles from other records', () => {
    const types = read.filter(({ kind }) => kind === 'skipped').map(({ record }) => record.leader.charAt(6));
    const counted = Object.fromEntries(
      [...new Set(types)].map((t) => [t, types.filter((u) => u === t).length]),
    );
    expect([bibs().length, counted]).toEqual([expected.bibs, expected.nonBib]);
  });

  it('finds the titles', () => {
    const without = bibs().filter(({ reasons }) => reasons.some(({ code }) => code === 'no-title'));
    expect(without).toHaveLength(expected.bibsWithoutTitle);
    const titles = read.slice(0, expected.titles.length).map(({ record }) => rawTitle(record));
    if (expected.encodings['utf8-INVALID'] === undefined) expect(titles).toEqual(expected.titles);
    else expect(titles.join('')).toMatch(/^[^\ufffd]{20,}$/);
  });

  it('doubts the declared encoding only where the bytes do not bear it out', () => {
    const doubted = read.flatMap(({ reasons }) => reasons.map(({ code }) => code));
    expect(doubted).not.toContain('latin1-assumed');
    if (expected.encodings['utf8-INVALID'] === undefined) expect(doubted).not.toContain('utf8-flag-wrong');
  });

  it('finds the item barcodes', () => {
    const counted = ITEM_SOURCES.flatMap((source) => {
      const codes = bibs().flatMap(({ record }) =>
        itemsOf(record, source).items.map(({ barcode }) => barcode),
      );
      const field = `${source.slice(0, 3)}$${source.slice(3)}`;
      return codes.length === 0 ? [] : [[field, { items: codes.length, distinct: new Set(codes).size }]];
    });
    const wanted = Object.entries(expected.barcodes).map(([f, { items, distinct }]) => [
      f,
      { items, distinct },
    ]);
    if (expected.structureProblems['field-out-of-range'] === undefined) {
      expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(wanted));
    } else expect(Object.fromEntries(counted)).toMatchObject(Object.fromEntries(wanted));
  });

  it('keeps every record whole in its stored form', () => {
    for (const { record } of read) expect(fromStored(toStored(record))).toEqual(record);
  });
});

describe('files that are not MARC', () => {
  const others = files.filter(({ records, file }) => records === 0 && file.endsWith('.xml'));

  it.each(others)('$file is told to be something else', ({ file }) => {
    expect(resultsOf(file)).toMatchObject([{ number: 0, kind: 'refused', reasons: [{ code: 'not-marc' }] }]);
  });
});

describe('a file that falsely says UTF-8', () => {
  it('is read as MARC-8', () => {
    const [result] = resultsOf('marc/odd/marc8_accented_chars.marc') as Read[];
    expect(result && rawTitle(result.record)).toBe('Histoire du "nouveau théâtre."');
    expect(result?.reasons).toContainEqual({ code: 'utf8-flag-wrong', detail: 'marc-8' });
  });

  it('loses only the broken byte when the rest is UTF-8', () => {
    const [result] = resultsOf('marc/odd/utf8_with_bad_bytes.marc') as Read[];
    const title = 'Photčhanānukrom Čhin Klāng-TǣčhiuʻAngkrit-Thai /bad bytes => ( <=';
    expect(result && rawTitle(result.record)).toBe(title);
    expect(result?.reasons).toContainEqual({ code: 'bytes-dropped', count: 1 });
  });
});

it('converts every line of the MARC-8 text to its UTF-8 line', () => {
  const text = readFileSync(join(folder, 'marc/marc8/test_marc8.txt'));
  const wanted = readFileSync(join(folder, 'marc/marc8/test_utf8.txt'), 'utf8').split('\n');
  const lines: string[] = [];
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf(0x0a, start);
    lines.push(decodeMarc8(text.subarray(start, end === -1 ? text.length : end)));
    start = end === -1 ? text.length + 1 : end + 1;
  }
  expect(lines.length).toBeGreaterThan(1_515);
  expect(lines).toEqual(wanted);
});
