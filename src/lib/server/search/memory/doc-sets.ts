import { seek, standsIn, type Postings } from './postings';

const EMPTY = new Uint32Array(0);
/** Up to so many titles are sorted; more are marked one by one in a set of bits. */
export const MOST_SORTED = 512;

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

/** How many positions are in a set. */
export function sizeOf({ words }: Bits): number {
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

/** Titles that are in at least one of a few lists, in order. @param size of all lists together. */
export function sortedUnion(parts: readonly Uint32Array[], size: number): Uint32Array {
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

/** Whether every entry stands in one of the columns. */
const isWhole = ({ columns }: Postings, wanted: number) => (columns & ~wanted) === 0;

/** The titles, in order, of a list that is in order, in which its word stands in one of the columns. */
export function docsIn(list: Postings, columns: number): Uint32Array {
  const { docs, places, more, from, to } = list;
  if (isWhole(list, columns)) return docs.subarray(from, to);
  if ((list.columns & columns) === 0) return EMPTY;
  const kept = new Uint32Array(to - from);
  let used = 0;
  for (let i = from; i < to; i += 1) if (standsIn(places[i] ?? 0, more, columns)) kept[used++] = docs[i] ?? 0;
  return kept.subarray(0, used);
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

/** Those of some titles that are in a set. */
export function among(titles: Uint32Array, { words }: Bits): Uint32Array {
  const kept = new Uint32Array(titles.length);
  let used = 0;
  for (let i = 0; i < titles.length; i += 1) {
    const doc = titles[i] ?? 0;
    kept[used] = doc;
    used += ((words[doc >>> 5] ?? 0) >>> (doc & 31)) & 1;
  }
  return kept.subarray(0, used);
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
