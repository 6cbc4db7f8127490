import * as zxing from '@zxing/library';
import type { RawRead, Symbology } from '$lib/domain/scanning/symbology';
import { distanceOffCentre, type Picture } from './decode';

const SYMBOLOGY_OF = new Map<zxing.BarcodeFormat, Symbology>([
  [zxing.BarcodeFormat.CODABAR, 'codabar'],
  [zxing.BarcodeFormat.CODE_39, 'code_39'],
  [zxing.BarcodeFormat.CODE_128, 'code_128'],
  [zxing.BarcodeFormat.ITF, 'itf'],
  [zxing.BarcodeFormat.EAN_13, 'ean_13'],
  [zxing.BarcodeFormat.EAN_8, 'ean_8'],
  [zxing.BarcodeFormat.UPC_A, 'upc_a'],
  [zxing.BarcodeFormat.UPC_E, 'upc_e'],
  [zxing.BarcodeFormat.QR_CODE, 'qr_code'],
]);

function makeReader(): zxing.MultiFormatReader {
  const reader = new zxing.MultiFormatReader();
  // Not TRY_HARDER: its turning of the picture is broken in this library (zxing-js/browser#74).
  reader.setHints(new Map([[zxing.DecodeHintType.POSSIBLE_FORMATS, [...SYMBOLOGY_OF.keys()]]]));
  return reader;
}

let reader: zxing.MultiFormatReader | null = null;

/** The code in the picture by plain script: slower and weaker, for browsers that refuse WebAssembly. */
export function decodeByScript(picture: Picture): RawRead[] {
  reader ??= makeReader();
  const source = new zxing.RGBLuminanceSource(luminanceOf(picture), picture.width, picture.height);
  try {
    const result = reader.decodeWithState(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source)));
    return rawRead(result, picture);
  } catch {
    // The library reports "no code here" by throwing, and unreadable ones by half a dozen other classes.
    return [];
  } finally {
    reader.reset();
  }
}

function rawRead(result: zxing.Result, picture: Picture): RawRead[] {
  const format = SYMBOLOGY_OF.get(result.getBarcodeFormat());
  if (!format) return [];
  const corners = result.getResultPoints().map((point) => ({ x: point.getX(), y: point.getY() }));
  return [{ text: result.getText(), format, offCentre: distanceOffCentre(corners, picture) }];
}

function luminanceOf({ data, width, height }: Picture): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(width * height);
  for (let point = 0, at = 0; point < grey.length; point += 1, at += 4) {
    grey[point] = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8;
  }
  return grey;
}
