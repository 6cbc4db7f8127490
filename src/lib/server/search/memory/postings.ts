import type { KeptRuns } from './merged-runs';
import { COLUMN_WEIGHTS, NONE, SEVERAL, WORD_COLUMNS } from './generation';

/** The list of one word: titles in the order of their positions, and where the word stands in each; or several such lists. */
export interface Postings {
  readonly docs: Uint32Array;
  readonly places: Uint32Array;
  readonly more: Uint32Array;
  /** The list is `docs[from] ... docs[to - 1]`. */
  readonly from: number;
  readonly to: number;
  /** All columns that the words may stand in. */
  readonly columns: number;
  /** One word. Of several words that begin alike the lists stand one behind the other, and a title may come again. */
  readonly inOrder: boolean;
}

/** Words and their lists; one layer holds the index as it was made, another what has come since. */
export interface Layer {
  exact(word: string): Postings | undefined;
  /** The lists of all words that begin so. */
  starting(start: string): Postings[];
  /** What is kept of long runs; undefined where lists still grow. */
  readonly kept?: KeptRuns;
  /** Of all titles' positions in this layer: the first, and one more than the last. */
  readonly first: number;
  readonly end: number;
}

/** Words that begin alike and have so many entries together are gone through once, and what was found is kept. */
export const LONG_RUN = 4_000;

export const entriesOf = (lists: readonly Postings[]) =>
  lists.reduce((sum, { from, to }) => sum + to - from, 0);

/** The columns of an entry as bits. */
export function columnsOf(place: number, more: Uint32Array): number {
  if (place < SEVERAL) return 1 << (place >>> 24);
  const at = place - SEVERAL;
  let columns = 0;
  for (let i = more[at] ?? 0; i > 0; i -= 1) columns |= 1 << ((more[at + i] ?? 0) >>> 24);
  return columns;
}

/** What an entry counts: how often its word stands in the given columns, each time with its column's weight. */
export function weightOf(place: number, more: Uint32Array, columns: number): number {
  if (place < SEVERAL) {
    const column = place >>> 24;
    return (columns >>> column) & 1 ? (COLUMN_WEIGHTS[column] ?? 0) : 0;
  }
  const at = place - SEVERAL;
  let sum = 0;
  for (let i = 1; i <= (more[at] ?? 0); i += 1) {
    const column = (more[at + i] ?? 0) >>> 24;
    if ((columns >>> column) & 1) sum += COLUMN_WEIGHTS[column] ?? 0;
  }
  return sum;
}

/** Whether an entry's word stands in one of the columns. */
export const standsIn = (place: number, more: Uint32Array, columns: number): boolean =>
  (place < SEVERAL ? (columns >>> (place >>> 24)) & 1 : columnsOf(place, more) & columns) !== 0;

/** Whether an entry's word stands at this very place. */
export function standsAt(place: number, more: Uint32Array, wanted: number): boolean {
  if (place < SEVERAL) return place === wanted;
  const at = place - SEVERAL;
  for (let i = more[at] ?? 0; i > 0; i -= 1) if (more[at + i] === wanted) return true;
  return false;
}

/** The first place of an entry in one of the columns; `NONE` where it stands in none. */
export function firstPlace(place: number, more: Uint32Array, columns: number): number {
  if (place < SEVERAL) return (columns >>> (place >>> 24)) & 1 ? place : NONE;
  const at = place - SEVERAL;
  for (let i = 1; i <= (more[at] ?? 0); i += 1) {
    const one = more[at + i] ?? 0;
    if ((columns >>> (one >>> 24)) & 1) return one;
  }
  return NONE;
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
