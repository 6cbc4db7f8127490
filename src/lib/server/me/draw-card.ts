import type { CardDrawing } from '$lib/contracts/me';
import type { CardSymbology } from '$lib/domain/patrons/card-codes';

const HEIGHT = 60;
/** Light modules on each side: ten for bars, four for QR (ISO/IEC 15417 and 18004). */
const QUIET = { bars: 10, matrix: 4 } as const;

interface Code {
  readonly bcid: string;
  /** What is drawn; undefined for a barcode that this symbology would change. */
  readonly textOf: (barcode: string) => string | undefined;
}

const when = (barcode: string, fits: RegExp) => (fits.test(barcode) ? barcode : undefined);

/** Code 128 is drawn where it is shown. A check digit is part of the barcode already. */
const CODES: Readonly<Record<Exclude<CardSymbology, 'code128'>, Code>> = {
  code39: { bcid: 'code39', textOf: (barcode) => when(barcode, /^[0-9A-Z\-. $/+%]+$/) },
  codabar: {
    bcid: 'rationalizedCodabar',
    textOf: (barcode) => when(barcode, /^[-0-9$:/.+]+$/) && `A${barcode}A`,
  },
  ean13: { bcid: 'ean13', textOf: (barcode) => when(barcode, /^\d{13}$/) },
  // An odd number of digits would get a zero in front.
  itf: { bcid: 'interleaved2of5', textOf: (barcode) => when(barcode, /^(\d\d)+$/) },
  qr: { bcid: 'qrcode', textOf: (barcode) => barcode },
};

type Raw = { sbs: readonly number[] } | { pixs: readonly number[]; pixx: number; pixy: number };

const box = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}h${width}v${height}h-${width}z`;

function drawBars(widths: readonly number[]) {
  let x = QUIET.bars;
  const bars: string[] = [];
  for (const [at, width] of widths.entries()) {
    if (at % 2 === 0) bars.push(box(x, 0, width, HEIGHT));
    x += width;
  }
  return { width: x + QUIET.bars, height: HEIGHT, path: bars.join('') };
}

function drawMatrix(dark: readonly number[], across: number, down: number) {
  const boxes = dark.flatMap((isDark, at) =>
    isDark ? [box(QUIET.matrix + (at % across), QUIET.matrix + Math.floor(at / across), 1, 1)] : [],
  );
  return { width: across + 2 * QUIET.matrix, height: down + 2 * QUIET.matrix, path: boxes.join('') };
}

/**
 * A card's code, to be shown without a network later on. Undefined for Code 128, and where the symbology can't hold the
 * barcode to the letter: then Code 128 is drawn.
 */
export async function drawCard(barcode: string, symbology: CardSymbology): Promise<CardDrawing | undefined> {
  if (symbology === 'code128') return undefined;
  const { bcid, textOf } = CODES[symbology];
  const text = textOf(barcode);
  if (text === undefined) return undefined;
  const { default: bwipjs } = await import('bwip-js/node');
  try {
    const options = { bcid, text, ...(symbology === 'qr' ? { eclevel: 'M' } : {}) };
    const [raw] = bwipjs.raw(options) as unknown as Raw[];
    if (!raw) return undefined;
    const drawing = 'sbs' in raw ? drawBars(raw.sbs) : drawMatrix(raw.pixs, raw.pixx, raw.pixy);
    return { symbology, ...drawing };
  } catch {
    // A wrong check digit, say: the number is shown in a symbology that takes any.
    return undefined;
  }
}
