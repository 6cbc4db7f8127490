/** Code 39's pairs for the characters it has no bars of its own for (ISO/IEC 16388, annex A). */
const RANGES: readonly { shift: string; from: string; to: string; first: number }[] = [
  { shift: '+', from: 'A', to: 'Z', first: 0x61 },
  { shift: '/', from: 'A', to: 'O', first: 0x21 },
  { shift: '/', from: 'Z', to: 'Z', first: 0x3a },
  { shift: '%', from: 'F', to: 'J', first: 0x3b },
  { shift: '%', from: 'K', to: 'O', first: 0x5b },
  { shift: '%', from: 'P', to: 'S', first: 0x7b },
  { shift: '%', from: 'V', to: 'V', first: 0x40 },
  { shift: '%', from: 'W', to: 'W', first: 0x60 },
];

const PAIR = /[+/%$][A-Z]/g;

/**
 * The reading of a plain Code 39 text that its printer most likely meant.
 *
 * The bars do not say whether "+A" is those two characters or a small "a". A hand-held scanner in its
 * factory state reads plainly, and labels such as `LIB/A123` or `2/4-8` exist, so the full reading is only
 * taken where a small letter occurs (`+A`) and every shift character starts a printable pair.
 */
export function plainOrFullAscii(text: string): string {
  if (!/\+[A-Z]/.test(text)) return text;
  const pairs = text.match(PAIR) ?? [];
  const shifts = text.match(/[+/%$]/g) ?? [];
  if (pairs.length !== shifts.length) return text;
  if (pairs.some((pair) => meaning(pair) === null)) return text;
  return text.replace(PAIR, (pair) => meaning(pair) ?? pair);
}

function meaning(pair: string): string | null {
  const shift = pair.charAt(0);
  const letter = pair.charAt(1);
  const range = RANGES.find((row) => row.shift === shift && row.from <= letter && letter <= row.to);
  if (!range) return null;
  return String.fromCharCode(range.first + letter.charCodeAt(0) - range.from.charCodeAt(0));
}
