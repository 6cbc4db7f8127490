import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeFrame } from '$lib/domain/scanning/frame';
import { normaliseRead } from '$lib/domain/scanning/symbology';
import { decodePicture, prepareDecoder, type Picture } from './decode';

/** One row of `barcodes/EXPECTED.json`; `expected` is null where the folder does not say, '' where nothing is there. */
interface Expected {
  readonly file: string;
  readonly kind: string;
  readonly expected: string | null;
  readonly mustDecode: boolean;
  readonly mustNotDecode: boolean;
}

interface Outcome extends Expected {
  readonly got: string | null;
  readonly ms: number;
}

const FOLDER = process.env.RECORDS_DIR;
const REQUIRED = 84;

async function loadWasm(): Promise<ArrayBuffer> {
  const file = await readFile(join(process.cwd(), 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
  return new Uint8Array(file).buffer;
}

async function pictureOf(file: string): Promise<Picture> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

async function read(folder: string, row: Expected): Promise<Outcome> {
  const picture = await pictureOf(join(folder, row.file));
  const begin = performance.now();
  const verdict = judgeFrame(await decodePicture(picture), { live: false, luhn14: false });
  return { ...row, got: verdict?.ok ? verdict.text : null, ms: performance.now() - begin };
}

/**
 * Whether the read is what the folder says. Some of its texts are another notation of the same symbol:
 * Codabar with start and stop letters, an EAN with the digits of its separate add-on symbol, and Code 32,
 * which is a Code 39 symbol of six characters read as a number in base 32.
 */
function agrees({ kind, expected, got }: Outcome): boolean {
  if (expected === null || got === null) return false;
  const wanted = kind === 'Codabar' ? normaliseRead(expected, 'codabar') : expected.trim();
  if (got.trim() === wanted) return true;
  if (kind.startsWith('EAN-13')) return /^\d{15}(\d{3})?$/.test(wanted) && wanted.slice(0, 13) === got;
  return kind === 'Code 39' && code32(got) === wanted;
}

function code32(text: string): string | null {
  const digits = '0123456789BCDFGHJKLMNPQRSTUVWXYZ';
  if (!/^[0-9B-DF-HJ-NP-Z]{6}$/.test(text)) return null;
  const value = [...text].reduce((sum, char) => sum * 32 + digits.indexOf(char), 0);
  return `A${String(value).padStart(9, '0')}`;
}

const named = (outcomes: readonly Outcome[]) =>
  outcomes.map(
    ({ file, expected, got }) => `${file}: ${JSON.stringify(expected)} read as ${JSON.stringify(got)}`,
  );

describe('camera pipeline on real pictures', () => {
  const outcomes: Outcome[] = [];

  beforeAll(async () => {
    const folder = FOLDER;
    if (!folder) throw new Error('RECORDS_DIR is not set');
    await prepareDecoder({ bytes: await loadWasm() });
    const rows: Expected[] = JSON.parse(await readFile(join(folder, 'barcodes/EXPECTED.json'), 'utf8'));
    for (const row of rows) outcomes.push(await read(folder, row));
    process.stdout.write(figures(outcomes));
  }, 120_000);

  it(`reads at least ${REQUIRED} of the pictures that a reference decoder reads`, () => {
    const must = outcomes.filter((row) => row.mustDecode);
    expect(must).toHaveLength(86);
    const missed = must.filter((row) => !agrees(row));
    expect(must.length - missed.length, named(missed).join('\n')).toBeGreaterThanOrEqual(REQUIRED);
  });

  it('reads nothing where there is no whole barcode', () => {
    const mustNot = outcomes.filter((row) => row.mustNotDecode);
    expect(mustNot.length).toBeGreaterThan(0);
    expect(named(mustNot.filter((row) => row.got !== null))).toEqual([]);
  });

  it('never reads a wrong text', () => {
    const known = outcomes.filter((row) => row.expected !== null && row.got !== null);
    expect(named(known.filter((row) => !agrees(row)))).toEqual([]);
  });
});

function figures(all: readonly Outcome[]): string {
  const must = all.filter((row) => row.mustDecode);
  const mustNot = all.filter((row) => row.mustNotDecode);
  const rest = all.filter((row) => !row.mustDecode && row.expected);
  const times = all.map((row) => row.ms).sort((a, b) => a - b);
  const missed = must.filter((row) => !agrees(row)).map((row) => `${row.file} (${row.kind})`);
  return [
    `barcodes: ${all.length} pictures, ${must.filter(agrees).length} of ${must.length} mustDecode read`,
    `  missed: ${missed.join(', ') || 'none'}`,
    `  mustNotDecode: ${mustNot.filter((row) => row.got !== null).length} of ${mustNot.length} read`,
    `  hard pictures: ${rest.filter(agrees).length} of ${rest.length} read`,
    `  wrong texts: ${all.filter((row) => row.expected !== null && row.got !== null && !agrees(row)).length}`,
    `  ms for a picture: median ${times[Math.floor(times.length / 2)]?.toFixed(1)}, longest ${times.at(-1)?.toFixed(1)}`,
    '',
  ].join('\n');
}
