/** Bar and space widths of the 107 symbols of Code 128 (ISO/IEC 15417), bar first; the stop symbol has a seventh. */
const WIDTHS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 ' +
  '113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 ' +
  '212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 ' +
  '113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 ' +
  '314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 ' +
  '241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 ' +
  '211232 2331112'
).split(' ');

const TO_C = 99;
const TO_B = 100;
const TO_A = 101;
const START = { A: 103, B: 104, C: 105 } as const;
const SWITCH = { A: TO_A, B: TO_B, C: TO_C } as const;
const STOP = 106;

type CodeSet = keyof typeof START;

/** How many digits stand together from here on. */
function digitsFrom(text: string, at: number): number {
  return /^\d*/.exec(text.slice(at))?.[0].length ?? 0;
}

/** Two digits to a symbol pay for the change of set from four digits on (six in the middle of a text). */
function setFor(text: string, at: number, now: CodeSet | undefined): CodeSet {
  const digits = digitsFrom(text, at);
  if (now === 'C') return digits >= 2 ? 'C' : setOfSign(text.charCodeAt(at), 'B');
  const ends = at + digits === text.length;
  const enough = now === undefined || ends ? 4 : 6;
  const paired = digits % 2 === 0 || now === undefined;
  if (digits >= enough && paired) return 'C';
  if (now === undefined && digits === 2 && text.length === 2) return 'C';
  return setOfSign(text.charCodeAt(at), now ?? 'B');
}

/** Set A has the control characters, set B the small letters; both have the rest. */
function setOfSign(code: number, now: 'A' | 'B'): 'A' | 'B' {
  if (code < 32) return 'A';
  return code >= 96 ? 'B' : now;
}

function valueOf(text: string, at: number, set: CodeSet): number {
  if (set === 'C') return Number(text.slice(at, at + 2));
  const code = text.charCodeAt(at);
  return code < 32 ? code + 64 : code - 32;
}

/** Start symbol and data, without check and stop symbol. */
function symbolsOf(text: string): number[] {
  const symbols: number[] = [];
  let now: CodeSet | undefined;
  for (let at = 0; at < text.length; at += now === 'C' ? 2 : 1) {
    const next = setFor(text, at, now);
    if (next !== now) symbols.push(now === undefined ? START[next] : SWITCH[next]);
    now = next;
    symbols.push(valueOf(text, at, now));
  }
  return symbols;
}

/** Weighted sum modulo 103: the start symbol counts once, then each by its place. */
function checkOf(symbols: readonly number[]): number {
  return symbols.reduce((sum, symbol, at) => sum + symbol * Math.max(1, at), 0) % 103;
}

/**
 * The bars of a text as Code 128 (ISO/IEC 15417): widths of bar, space, bar ... in modules, beginning and ending with
 * a bar, without the quiet zones (10 modules each side). Null for an empty text or one with a sign outside ASCII,
 * which this symbology can't hold.
 */
export function encodeCode128(text: string): number[] | null {
  const encodable = text !== '' && [...text].every((sign) => (sign.codePointAt(0) ?? 128) < 128);
  if (!encodable) return null;
  const symbols = symbolsOf(text);
  return [...symbols, checkOf(symbols), STOP].flatMap((symbol) => [...(WIDTHS[symbol] ?? '')].map(Number));
}

/** Bars of a code as one SVG path over `width` x `height` modules, quiet zones included. */
export interface BarsDrawing {
  readonly width: number;
  readonly path: string;
}

const QUIET = 10;

/** The drawing of a text as Code 128, `height` modules high; null as for `encodeCode128`. */
export function drawCode128(text: string, height: number): BarsDrawing | null {
  const widths = encodeCode128(text);
  if (!widths) return null;
  let x = QUIET;
  const bars: string[] = [];
  for (const [at, width] of widths.entries()) {
    if (at % 2 === 0) bars.push(`M${x} 0h${width}v${height}h-${width}z`);
    x += width;
  }
  return { width: x + QUIET, path: bars.join('') };
}
