import { readFile } from 'node:fs/promises';
import bwipjs from 'bwip-js/node';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeFrame } from '$lib/domain/scanning/frame';
import { decodePicture, distanceOffCentre, prepareDecoder, type Picture } from './decode';
import { decodeByScript } from './engine-script';

const WASM = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm';
const still = { live: false, luhn14: false };

async function drawn(bcid: string, text: string): Promise<Picture> {
  const png = await bwipjs.toBuffer({
    bcid,
    text,
    scale: 3,
    paddingwidth: 12,
    paddingheight: 12,
    backgroundcolor: 'FFFFFF',
  });
  return pointsOf(sharp(png));
}

async function pointsOf(image: Sharp): Promise<Picture> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

const blank = () => pointsOf(sharp({ create: { width: 320, height: 240, channels: 3, background: '#bbb' } }));

const CODES = [
  ['code128', '0 0412 7', '0 0412 7', 'code_128'],
  ['code128', '00000', '00000', 'code_128'],
  ['code39', 'LIB/A123', 'LIB/A123', 'code_39'],
  ['code39', '12345B', '12345B', 'code_39'],
  ['rationalizedCodabar', 'A31234000000018B', '31234000000018', 'codabar'],
  ['interleaved2of5', '00031442', '00031442', 'itf'],
  ['ean13', '9780393058673', '9780393058673', 'ean_13'],
  ['ean8', '48512343', '48512343', 'ean_8'],
  ['upce', '01234565', '01234565', 'upc_e'],
  ['qrcode', 'CARD 0412', 'CARD 0412', 'qr_code'],
] as const;

describe('decodePicture', () => {
  beforeAll(async () => {
    await prepareDecoder({ bytes: new Uint8Array(await readFile(WASM)).buffer });
  });

  it.each(CODES)('reads %s %s as %s', async (bcid, text, expected, format) => {
    const verdict = judgeFrame(await decodePicture(await drawn(bcid, text)), still);
    expect(verdict).toEqual({ ok: true, text: expected, format });
  });

  it('reads a UPC-A cover with twelve digits, as a hand-held scanner does', async () => {
    const verdict = judgeFrame(await decodePicture(await drawn('upca', '027011006951')), still);
    expect(verdict).toMatchObject({ ok: true, text: '027011006951' });
  });

  it('reads a code that is turned or upside down', async () => {
    const { data, width, height } = await drawn('rationalizedCodabar', 'A31234000000018B');
    const upright = () => sharp(data, { raw: { width, height, channels: 4 } });
    for (const angle of [90, 180, 270]) {
      const verdict = judgeFrame(await decodePicture(await pointsOf(upright().rotate(angle))), still);
      expect(verdict).toMatchObject({ ok: true, text: '31234000000018' });
    }
  });

  it('gives an empty list for a blank picture', async () => {
    expect(await decodePicture(await blank())).toEqual([]);
  });
});

describe('decodeByScript', () => {
  it.each([
    ['code128', '0 0412 7', '0 0412 7'],
    ['code39', 'LIB/A123', 'LIB/A123'],
    ['rationalizedCodabar', 'A31234000000018B', '31234000000018'],
    ['ean13', '9780393058673', '9780393058673'],
    ['qrcode', 'CARD 0412', 'CARD 0412'],
  ])('reads %s %s where WebAssembly is refused', async (bcid, text, expected) => {
    expect(judgeFrame(decodeByScript(await drawn(bcid, text)), still)).toMatchObject({
      ok: true,
      text: expected,
    });
  });

  it('gives an empty list for a blank picture', async () => {
    expect(decodeByScript(await blank())).toEqual([]);
  });
});

describe('distanceOffCentre', () => {
  it('is 0 in the middle and 1 in a corner', () => {
    const size = { width: 100, height: 50 };
    expect(distanceOffCentre([{ x: 50, y: 25 }], size)).toBe(0);
    expect(distanceOffCentre([{ x: 100, y: 50 }], size)).toBeCloseTo(1);
  });
});
