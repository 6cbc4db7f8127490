import { entriesOf, seek, standsIn, type Postings } from './postings';

const EMPTY = new Uint32Array(0);
/** Up to so many entries are sorted; more are marked one by one in a set of bits. */
const MOST_SORTED = 512;

/** One bit per position. */
export class Bits {
  words: Uint32Array;

  constructor(size: number) {
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  has(doc: number): boolean {
    return (((this.words[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 1;
  }

  add(doc: number): void {
    const at = doc >>> 5;
    if (at >= this.words.length) this.#grow(at);
    this.words[at] = (this.words[at] ?? 0) | (1 << (doc & 31));
  }

  remove(doc: number): void {
    const at = doc >>> 5;
    if (at < this.words.length) this.words[at] = (this.words[at] ?? 0) & ~(1 << (doc & 31));
  }

  #grow(at: number): void {
    const grown = new Uint32Array(Math.max(at + 1, this.words.length * 2));
    grown.set(this.words);
    this.words = grown;
  }
}

const onesOf = (word: number): number => {
  let n = word - ((word >>> 1) & 0x5555_5555);
  n = (n & 0x3333_3333) + ((n >>> 2) & 0x3333_3333);
  return (((n + (n >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
};

function sizeOf({ words }: Bits): number {
  let count = 0;
  for (let at = 0; at < words.length; at += 1) count += onesOf(words[at] ?? 0);
  return count;
}

/** The positions of a set, in order. */
export function listOf(bits: Bits): Uint32Array {
  const count = sizeOf(bits);
  const { words } = bits;
  const docs = new Uint32Array(count);
  let used = 0;
  for (let at = 0; at < words.length; at += 1) {
    let word = words[at] ?? 0;
    while (word !== 0) {
      const low = word & -word;
      docs[used++] = at * 32 + (31 - Math.clz32(low));
      word ^= low;
    }
  }
  return docs;
}

/** Whether every entry stands in one of the columns. */
const isWhole = ({ columns }: Postings, wanted: number) => (columns & ~wanted) === 0;

/** The titles of one list in which its word stands in one of the columns. */
function filtered(list: Postings, columns: number): Uint32Array {
  const { docs, places, more, from, to } = list;
  if (isWhole(list, columns)) return docs.subarray(from, to);
  if ((list.columns & columns) === 0) return EMPTY;
  const kept = new Uint32Array(to - from);
  let used = 0;
  for (let i = from; i < to; i += 1) if (standsIn(places[i] ?? 0, more, columns)) kept[used++] = docs[i] ?? 0;
  return kept.subarray(0, used);
}

/** Runs of words whose titles are kept. */
const MOST_KEPT = 128;

/** The titles of long runs of words, by run and columns: of a layer that never changes. */
export class KeptSets {
  readonly #kept = new Map<string, { bits: Bits; count: number }>();

  /** @param long so many entries are a long run. */
  constructor(private readonly long: number) {}

  /** Undefined for a run that is soon gone through. */
  of(run: Postings, columns: number, end: number): { bits: Bits; count: number } | undefined {
    if (run.inOrder || run.to - run.from < this.long) return undefined;
    const key = `${run.from} ${run.to} ${columns}`;
    const known = this.#kept.get(key) ?? this.#made(run, columns, end);
    this.#kept.delete(key);
    this.#kept.set(key, known);
    return known;
  }

  #made(run: Postings, columns: number, end: number): { bits: Bits; count: number } {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    const bits = marked([run], columns, end);
    return { bits, count: sizeOf(bits) };
  }
}

/** Marks every title in which one of the words stands in one of the columns. */
function marked(lists: readonly Postings[], columns: number, end: number): Bits {
  const bits = new Bits(end);
  const { words } = bits;
  for (const list of lists) {
    const { docs, places, more, from, to } = list;
    const whole = isWhole(list, columns);
    for (let i = from; i < to; i += 1) {
      if (!whole && !standsIn(places[i] ?? 0, more, columns)) continue;
      const doc = docs[i] ?? 0;
      words[doc >>> 5] = (words[doc >>> 5] ?? 0) | (1 << (doc & 31));
    }
  }
  return bits;
}

function sortedUnion(parts: readonly Uint32Array[], size: number): Uint32Array {
  const all = new Uint32Array(size);
  let used = 0;
  for (const part of parts) {
    all.set(part, used);
    used += part.length;
  }
  all.sort();
  let unique = 0;
  for (let i = 0; i < size; i += 1) if (i === 0 || all[i] !== all[i - 1]) all[unique++] = all[i] ?? 0;
  return all.subarray(0, unique);
}

/** Titles that are in at least one of the lists, in order. @param end one more than the last position. */
export function union(parts: readonly Uint32Array[], end: number): Uint32Array {
  const [only] = parts;
  if (!only) return EMPTY;
  if (parts.length === 1) return only;
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  if (size <= MOST_SORTED) return sortedUnion(parts, size);
  const bits = new Bits(end);
  const { words } = bits;
  for (const part of parts)
    for (let i = 0; i < part.length; i += 1) {
      const doc = part[i] ?? 0;
      words[doc >>> 5] = (words[doc >>> 5] ?? 0) | (1 << (doc & 31));
    }
  return listOf(bits);
}

/** The only list, where its titles come in order and once. */
const single = (lists: readonly Postings[]) =>
  lists.length === 1 && lists[0]?.inOrder === true ? lists[0] : undefined;

/** The titles in which one of the words stands in one of the columns, in order. */
export function docsOf(lists: readonly Postings[], columns: number, end: number): Uint32Array {
  const only = single(lists);
  if (only) return filtered(only, columns);
  const entries = entriesOf(lists);
  if (entries === 0) return EMPTY;
  if (entries > MOST_SORTED) return listOf(marked(lists, columns, end));
  const parts = lists.map((list) => filtered(list, columns));
  return sortedUnion(
    parts,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
}

/** In how many titles one of the words stands in one of the columns. */
export function countOf(lists: readonly Postings[], columns: number, end: number): number {
  const only = single(lists);
  if (only && isWhole(only, columns)) return only.to - only.from;
  if (only || entriesOf(lists) <= MOST_SORTED) return docsOf(lists, columns, end).length;
  return sizeOf(marked(lists, columns, end));
}

/** Where some titles are, to ask it of many: the set of bits of a list. */
export function bitsOf(titles: Uint32Array, end: number): Bits {
  const bits = new Bits(end);
  const { words } = bits;
  for (let i = 0; i < titles.length; i += 1) {
    const doc = titles[i] ?? 0;
    words[doc >>> 5] = (words[doc >>> 5] ?? 0) | (1 << (doc & 31));
  }
  return bits;
}

/** Titles that are in both. */
export function intersection(a: Uint32Array, b: Uint32Array): Uint32Array {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  const kept = new Uint32Array(few.length);
  let used = 0;
  let at = 0;
  for (let i = 0; i < few.length; i += 1) {
    const doc = few[i] ?? 0;
    at = seek(many, at, many.length, doc);
    if (at >= many.length) break;
    if (many[at] === doc) kept[used++] = doc;
  }
  return kept.subarray(0, used);
}
