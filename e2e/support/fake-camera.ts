import { writeFile } from 'node:fs/promises';
import bwipjs from 'bwip-js/node';
import sharp, { type Sharp } from 'sharp';

/** A barcode to hold before the camera: its text and bwip-js's name of the symbology. */
export interface ShownCode {
  readonly text: string;
  readonly bcid: 'code128' | 'code39' | 'rationalizedCodabar' | 'ean13' | 'qrcode' | 'interleaved2of5';
}

/** Chromium plays the file at 30 frames a second, from its beginning each time a camera is opened, and then again. */
const FRAMES_A_SECOND = 30;
const WIDTH = 1280;
const HEIGHT = 720;

/** Seconds: before the first code, for each code, between two codes, and after the last one. */
export interface FakeCameraTimes {
  readonly lead?: number;
  readonly shown?: number;
  readonly between?: number;
  /** Long enough that a test closes the camera before the first code comes round again. */
  readonly rest?: number;
}

/**
 * Writes a moving picture (MJPEG, absolute `path` ending in .mjpeg) in which the codes are held before the
 * camera one after the other, with an empty desk before, between and after.
 */
export async function makeFakeCamera(
  path: string,
  codes: readonly ShownCode[],
  { lead = 1.5, shown = 1.5, between = 0.7, rest = 20 }: FakeCameraTimes = {},
): Promise<void> {
  const desk = await emptyDesk();
  const scenes = [repeat(desk, lead)];
  for (const code of codes) scenes.push(repeat(await heldUp(code), shown), repeat(desk, between));
  scenes.push(repeat(desk, rest));
  await writeFile(path, Buffer.concat(scenes.flat()));
}

/** The switches that make Chromium see this file as its camera and allow it without asking. */
export function fakeCameraArgs(path: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ];
}

const repeat = (frame: Buffer, seconds: number): Buffer[] =>
  Array.from({ length: Math.round(seconds * FRAMES_A_SECOND) }, () => frame);

const scene = () => sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#8b8f88' } });

const asFrame = (image: Sharp): Promise<Buffer> =>
  image.jpeg({ quality: 80, chromaSubsampling: '4:2:0' }).toBuffer();

const emptyDesk = (): Promise<Buffer> => asFrame(scene());

/** A white card with the code on it, slightly turned and blurred as a hand would hold it. */
async function heldUp({ text, bcid }: ShownCode): Promise<Buffer> {
  const code = await bwipjs.toBuffer({
    bcid,
    text,
    scale: 3,
    ...(bcid === 'qrcode' ? {} : { height: 18 }),
    paddingwidth: 14,
    paddingheight: 10,
    backgroundcolor: 'FFFFFF',
  });
  const card = await sharp(code).rotate(3, { background: '#8b8f88' }).blur(0.6).toBuffer();
  return asFrame(scene().composite([{ input: card, gravity: 'centre' }]));
}
