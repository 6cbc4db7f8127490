import type { CardSymbology } from '$lib/domain/patrons/card-codes';
import { drawCode128 } from '$lib/domain/scanning/code128';
import { drawCard } from '../me/draw-card';

const HEIGHT = 60;

/**
 * A barcode as a path to print: in the site's symbology, or in Code 128 where that can't hold it to the letter. Null for a
 * barcode that neither can hold.
 */
export async function drawBarcode(barcode: string, symbology: CardSymbology = 'code128') {
  const drawn = await drawCard(barcode, symbology);
  if (drawn) return { width: drawn.width, height: drawn.height, path: drawn.path };
  const bars = drawCode128(barcode, HEIGHT);
  return bars && { ...bars, height: HEIGHT };
}
