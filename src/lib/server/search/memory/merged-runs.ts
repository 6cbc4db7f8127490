import { bitsOf, Bits, listOf, MOST_SORTED, sizeOf, sortedUnion } from './doc-sets';
import { entriesOf, seek, standsIn, weightOf, type Postings } from './postings';

/** The titles of several lists, each once and in order, and what its words count. */
export interface MergedRun {
  docs: Uint32Array;
  /** In halves: no column's weight is less. */
  weights: Uint16Array;
}

/** One that is kept: which titles they are is told by a bit, too, once somebody has asked. */
export class KeptRun implements MergedRun {
  readonly docs: Uint32Array;
  readonly weights: Uint16Array;
  readonly #end: number;
  #bits: Bits | undefined;

  constructor({ docs, weights }: MergedRun, end: number) {
    this.docs = docs;
    this.weights = weights;
    this.#end = end;
  }

  get bits(): Bits {
    return (this.#bits ??= bitsOf(this.docs, this.#end));
  }
}

const MOST_WEIGHT = 0xffff;
/** What the titles of one run count; all zero between two of them. This thread does one after the other. */
let sums = new Uint32Array(0);

/** Adds up what the entries count, title by title. @param wanted the titles that are asked for; all where undefined. */
function addUp({ docs, places, more, from, to }: Postings, columns: number, wanted?: Bits): void {
  const words = wanted?.words;
  for (let at = from; at < to; at += 1) {
    const doc = docs[at] ?? 0;
    if (words && (((words[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0) continue;
    sums[doc] = (sums[doc] ?? 0) + 2 * weightOf(places[at] ?? 0, more, columns);
  }
}

/** The titles of some, in order, that count something, and what; then they count nothing any more. */
function takenOut(titles: Uint32Array): MergedRun {
  const docs = new Uint32Array(titles.length);
  const weights = new Uint16Array(titles.length);
  let used = 0;
  for (let i = 0; i < titles.length; i += 1) {
    const doc = titles[i] ?? 0;
    const weight = sums[doc] ?? 0;
    if (weight === 0) continue;
    sums[doc] = 0;
    docs[used] = doc;
    weights[used++] = Math.min(weight, MOST_WEIGHT);
  }
  return { docs: docs.subarray(0, used), weights: weights.subarray(0, used) };
}

/** The titles in which a word of the lists stands in one of the columns. */
function marked(lists: readonly Postings[], columns: number, end: number): Bits {
  const bits = new Bits(end);
  const { words } = bits;
  for (const list of lists) {
    const { docs, places, more, from, to } = list;
    const whole = (list.columns & ~columns) === 0;
    for (let at = from; at < to; at += 1) {
      if (!whole && !standsIn(places[at] ?? 0, more, columns)) continue;
      const doc = docs[at] ?? 0;
      words[doc >>> 5] = (words[doc >>> 5] ?? 0) | (1 << (doc & 31));
    }
  }
  return bits;
}

/**
 * Titles in which a word of the lists stands in one of the columns.
 * @param end one more than the last position. @param among only these, which come in order; all where undefined.
 */
export function merged(
  lists: readonly Postings[],
  columns: number,
  end: number,
  among?: Uint32Array,
): MergedRun {
  if (sums.length < end) sums = new Uint32Array(end);
  const wanted = among && bitsOf(among, end);
  for (const list of lists) addUp(list, columns, wanted);
  if (among) return takenOut(among);
  const entries = entriesOf(lists);
  if (entries > MOST_SORTED) return takenOut(listOf(marked(lists, columns, end)));
  return takenOut(
    sortedUnion(
      lists.map(({ docs, from, to }) => docs.subarray(from, to)),
      entries,
    ),
  );
}

/** In how many titles a word of the lists stands in one of the columns. */
export function countOf(lists: readonly Postings[], columns: number, end: number): number {
  if (entriesOf(lists) <= MOST_SORTED) return merged(lists, columns, end).docs.length;
  return sizeOf(marked(lists, columns, end));
}

/** Adds what the titles count to those of `titles` that are among them; both come in order. */
export function addMergedWeights(
  { docs, weights }: MergedRun,
  titles: Uint32Array,
  into: Float64Array,
): void {
  const { length } = docs;
  for (let i = 0, at = 0; i < titles.length && at < length; i += 1) {
    const doc = titles[i] ?? 0;
    if ((docs[at] ?? 0) < doc) at = seek(docs, at, length, doc);
    if (docs[at] !== doc) continue;
    into[i] = (into[i] ?? 0) + (weights[at] ?? 0) / 2;
    at += 1;
  }
}

/** Runs that are kept, and how many titles they may have together: six bytes each. */
const MOST_RUNS = 512;
const MOST_TITLES = 16_000_000;

/** Long runs of words, by run and columns: of a layer that never changes. The one asked for longest ago goes first. */
export class KeptRuns {
  readonly #kept = new Map<string, KeptRun>();
  #titles = 0;

  /** @param long so many entries are a long run. */
  constructor(private readonly long: number) {}

  /** Undefined for lists that are soon gone through. */
  of(lists: readonly Postings[], columns: number, end: number): KeptRun | undefined {
    const [run] = lists;
    if (!run || lists.length > 1 || run.to - run.from < this.long) return undefined;
    const key = `${run.from} ${run.to} ${columns}`;
    const known = this.#kept.get(key);
    if (known) this.#kept.delete(key);
    const found = known ?? this.#made(lists, columns, end);
    this.#kept.set(key, found);
    return found;
  }

  #made(lists: readonly Postings[], columns: number, end: number): KeptRun {
    const run = merged(lists, columns, end);
    this.#titles += run.docs.length;
    for (const [key, { docs }] of this.#kept) {
      if (this.#kept.size < MOST_RUNS && this.#titles <= MOST_TITLES) break;
      this.#kept.delete(key);
      this.#titles -= docs.length;
    }
    return new KeptRun(run, end);
  }
}
