import type { ReaderOptions, ReadResult } from 'zxing-wasm/reader';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { RawRead, Symbology } from '$lib/domain/scanning/symbology';

/** A picture as four bytes (red, green, blue, alpha) for each point, rows from the top. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

const SYMBOLOGY_OF: Partial<Record<ReadResult['format'], Symbology>> = {
  Codabar: 'codabar',
  Code39: 'code_39',
  Code39Std: 'code_39',
  Code128: 'code_128',
  ITF: 'itf',
  ITF14: 'itf',
  EAN13: 'ean_13',
  ISBN: 'ean_13',
  EAN8: 'ean_8',
  UPCA: 'upc_a',
  UPCE: 'upc_e',
  QRCode: 'qr_code',
};

/**
 * Code 39 is asked for plainly: the decoder's own guesses at full ASCII and at pharmacy numbers would change
 * library labels (`LIB/A123`, one six-character label in ten), so that guess is made in the domain.
 */
const OPTIONS: ReaderOptions = {
  formats: ['Codabar', 'Code39Std', 'Code128', 'ITF', 'EAN13', 'EAN8', 'UPCA', 'UPCE', 'QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  minLineCount: 2,
  maxNumberOfSymbols: 8,
  eanAddOnSymbol: 'Ignore',
  textMode: 'Plain',
};

/**
 * Loads the decoder from our own address (`url`) or from bytes; never from the library's default network.
 * Rejects where WebAssembly is refused.
 */
export async function prepareDecoder(wasm: { url: string } | { bytes: ArrayBuffer }): Promise<void> {
  const overrides = 'url' in wasm ? { locateFile: () => wasm.url } : { wasmBinary: wasm.bytes };
  await prepareZXingModule({ overrides, fireImmediately: true });
}

/** Every code in the picture; an empty list for none. `prepareDecoder` must have resolved before. */
export async function decodePicture(picture: Picture): Promise<RawRead[]> {
  const results = await readBarcodes(imageDataOf(picture), OPTIONS);
  return results.flatMap((result) => rawRead(result, picture));
}

function imageDataOf({ data, width, height }: Picture): ImageData {
  return { data, width, height, colorSpace: 'srgb' } as ImageData;
}

function rawRead(result: ReadResult, picture: Picture): RawRead[] {
  const format = SYMBOLOGY_OF[result.format];
  if (!format || !result.isValid) return [];
  const { topLeft, topRight, bottomLeft, bottomRight } = result.position;
  const offCentre = distanceOffCentre([topLeft, topRight, bottomLeft, bottomRight], picture);
  return [{ text: format === 'upc_e' ? shortUpcE(result) : result.text, format, offCentre }];
}

/** The eight digits printed under a UPC-E symbol; the decoder gives the long number it stands for. */
function shortUpcE(result: ReadResult): string {
  const short = /"UPCE":"(\d{8})"/.exec(result.extra);
  return short?.[1] ?? result.text;
}

/** How far the middle of these corners is from the middle of the picture: 0 there, 1 in a corner. */
export function distanceOffCentre(
  corners: readonly { x: number; y: number }[],
  { width, height }: { width: number; height: number },
): number {
  const mean = (axis: 'x' | 'y') =>
    corners.reduce((sum, corner) => sum + corner[axis], 0) / (corners.length || 1);
  return Math.hypot(mean('x') / width - 0.5, mean('y') / height - 0.5) / Math.SQRT1_2;
}
