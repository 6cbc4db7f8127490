import { NONE, SEVERAL, WORD_COLUMNS } from './generation';

/** The list of one word: titles in the order of their positions, and where the word stands in each. */
export interface Postings {
  readonly docs: Uint32Array;
  readonly places: Uint32Array;
  readonly more: Uint32Array;
  /** The list is `docs[from] ... docs[to - 1]`. */
  readonly from: number;
  readonly to: number;
  /** All columns that the word stands in anywhere. */
  readonly columns: number;
}

/** Words and their lists; one layer holds the index as it was made, another what has come since. */
export interface Layer {
  exact(word: string): Postings | undefined;
  /** The lists of all words that begin so. */
  starting(start: string): Postings[];
  /** Of all titles' positions in this layer: the first, and one more than the last. */
  readonly first: number;
  readonly end: number;
}

/** The columns of an entry as bits. */
export function columnsOf(place: number, more: Uint32Array): number {
  if (place < SEVERAL) return 1 << (place >>> 24);
  const at = place - SEVERAL;
  let columns = 0;
  for (let i = more[at] ?? 0; i > 0; i -= 1) columns |= 1 << ((more[at + i] ?? 0) >>> 24);
  return columns;
}

/** How often an entry's word stands in the given columns, each time with its column's weight. */
export function weightOf(place: number, more: Uint32Array, columns: number, weights: Float64Array): number {
  if (place < SEVERAL) {
    const column = place >>> 24;
    return (columns >>> column) & 1 ? (weights[column] ?? 0) : 0;
  }
  const at = place - SEVERAL;
  let sum = 0;
  for (let i = 1; i <= (more[at] ?? 0); i += 1) {
    const column = (more[at + i] ?? 0) >>> 24;
    if ((columns >>> column) & 1) sum += weights[column] ?? 0;
  }
  return sum;
}

/** Every place of an entry, one after the other; `visit` says whether it has seen enough. */
export function somePlace(place: number, more: Uint32Array, visit: (place: number) => boolean): boolean {
  if (place < SEVERAL) return visit(place);
  const at = place - SEVERAL;
  for (let i = 1; i <= (more[at] ?? 0); i += 1) if (visit(more[at + i] ?? 0)) return true;
  return false;
}

/** All columns there are. */
export const EVERY_COLUMN = (1 << WORD_COLUMNS.length) - 1;

/** The first index from `from` on whose title is not before `doc`. Finds what is near at once. */
export function seek(docs: Uint32Array, from: number, to: number, doc: number): number {
  if (from >= to || (docs[from] ?? NONE) >= doc) return from;
  let step = 1;
  let low = from;
  while (low + step < to && (docs[low + step] ?? NONE) < doc) {
    low += step;
    step *= 2;
  }
  let high = Math.min(to, low + step);
  low += 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((docs[middle] ?? NONE) < doc) low = middle + 1;
    else high = middle;
  }
  return low;
}
