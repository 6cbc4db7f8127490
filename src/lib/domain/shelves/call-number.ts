/** A piece of a call number: letters, or a number with what stands behind its point. */
type Piece =
  | { readonly kind: 'number'; readonly whole: number; readonly fraction: string }
  | { readonly kind: 'word'; readonly text: string };

/** A cutter (".R79835") is a decimal; other digits are a whole number, with a fraction where a Dewey class has one. */
const PIECE = /\.(\p{L}+)(\d+)|(\d+)(?:\.(\d+))?|(\p{L}+)/gu;

const word = (text: string): Piece => ({ kind: 'word', text });
const number = (whole: string, fraction = ''): Piece => ({ kind: 'number', whole: Number(whole), fraction });

function piecesOf(callNumber: string): Piece[] {
  const text = callNumber.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return [...text.matchAll(PIECE)].flatMap(([, cutter, decimals, whole, fraction, letters]) => {
    if (cutter !== undefined) return [word(cutter), number('0', decimals)];
    return whole === undefined ? [word(letters ?? '')] : [number(whole, fraction)];
  });
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Numbers stand before letters, as on the shelf. */
function comparePieces(a: Piece, b: Piece): number {
  if (a.kind === 'number' && b.kind === 'number') return a.whole - b.whole || byText(a.fraction, b.fraction);
  if (a.kind === 'word' && b.kind === 'word') return byText(a.text, b.text);
  return a.kind === 'number' ? -1 : 1;
}

function compareLists(a: readonly Piece[], b: readonly Piece[]): number {
  for (const [i, piece] of a.entries()) {
    const other = b[i];
    if (!other) return 1;
    const order = comparePieces(piece, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/**
 * The order of two call numbers on a shelf: natural ("v.9" before "v.10"), decimal behind a point ("823.9" after "823.14"),
 * nothing before something, accents and case aside.
 */
export const compareCallNumbers = (a: string, b: string): number => compareLists(piecesOf(a), piecesOf(b));

/** Cuts a piece to what the end of a stretch says, so that everything that begins like it is within. */
function cutTo(piece: Piece, end: Piece): Piece {
  if (piece.kind === 'word' && end.kind === 'word')
    return word(piece.text.startsWith(end.text) ? end.text : piece.text);
  if (piece.kind === 'number' && end.kind === 'number' && piece.whole === end.whole)
    return { ...piece, fraction: piece.fraction.startsWith(end.fraction) ? end.fraction : piece.fraction };
  return piece;
}

/**
 * Whether a call number stands within a stretch of shelf, both ends within: what begins like the last one is in too, so
 * that 500 to 599 has 599.75 and A to F has "F ROW". Null ends are open.
 */
export function isWithin(callNumber: string, from: string | null, to: string | null): boolean {
  const pieces = piecesOf(callNumber);
  if (pieces.length === 0) return false;
  if (from !== null && compareLists(pieces, piecesOf(from)) < 0) return false;
  if (to === null) return true;
  const end = piecesOf(to);
  const last = end.length - 1;
  const cut = pieces.slice(0, end.length).map((piece, i) => {
    const other = end[i];
    return other && i === last ? cutTo(piece, other) : piece;
  });
  return compareLists(cut, end) <= 0;
}
