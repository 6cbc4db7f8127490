import { bitsOf, intersection } from './doc-sets';
import { COLUMN_WEIGHTS, SEVERAL } from './generation';
import { seek, standsAt, type Postings } from './postings';
import type { PhraseMatch } from './word-match';

/** Where some words stand next to one another. */
interface Chains {
  /** Titles in order. */
  docs: Uint32Array;
  /** What the chains of each title count. */
  sums: Float64Array;
}

const countOf = (place: number, more: Uint32Array) => (place < SEVERAL ? 1 : (more[place - SEVERAL] ?? 0));
const placeAt = (place: number, more: Uint32Array, i: number) =>
  place < SEVERAL ? place : (more[place - SEVERAL + 1 + i] ?? 0);

/** Whether all words follow the first, which stands at `start`; `at` says where the title is in each list. */
function follows(lists: readonly Postings[], at: readonly number[], start: number): boolean {
  for (let k = 1; k < lists.length; k += 1) {
    const list = lists[k];
    if (!list || !standsAt(list.places[at[k] ?? 0] ?? 0, list.more, start + k)) return false;
  }
  return true;
}

/** What the chains of one title count. @param starts takes the places where they begin, where anybody asks. */
function sumIn(
  lists: readonly Postings[],
  at: readonly number[],
  columns: number,
  starts?: number[],
): number {
  const [first] = lists;
  if (!first) return 0;
  const place = first.places[at[0] ?? 0] ?? 0;
  let sum = 0;
  for (let i = 0; i < countOf(place, first.more); i += 1) {
    const start = placeAt(place, first.more, i);
    if (((columns >>> (start >>> 24)) & 1) === 0 || !follows(lists, at, start)) continue;
    sum += COLUMN_WEIGHTS[start >>> 24] ?? 0;
    starts?.push(start);
  }
  return sum;
}

/** Moves every list but the leading one on to a title. @returns whether all have it; undefined where one has ended. */
function arrive(lists: readonly Postings[], at: number[], lead: number, doc: number): boolean | undefined {
  for (let k = 0; k < lists.length; k += 1) {
    const list = lists[k];
    if (k === lead || !list) continue;
    const near = seek(list.docs, at[k] ?? 0, list.to, doc);
    at[k] = near;
    if (near >= list.to) return undefined;
    if (list.docs[near] !== doc) return false;
  }
  return true;
}

/**
 * Walks the shortest list and seeks in the others from where the last title was.
 * @param starts takes the places where the chains of each title begin, where anybody asks.
 */
function chainsOf(lists: readonly Postings[], columns: number, starts?: number[][]): Chains {
  const sizes = lists.map(({ from, to }) => to - from);
  const lead = sizes.indexOf(Math.min(...sizes));
  const { docs, from, to } = lists[lead] ?? { docs: new Uint32Array(0), from: 0, to: 0 };
  const found = { docs: new Uint32Array(to - from), sums: new Float64Array(to - from) };
  const at = lists.map((list) => list.from);
  let used = 0;
  for (let i = from; i < to; i += 1) {
    const doc = docs[i] ?? 0;
    at[lead] = i;
    const all = arrive(lists, at, lead, doc);
    if (all === undefined) break;
    const places = starts && all ? [] : undefined;
    const sum = all ? sumIn(lists, at, columns, places) : 0;
    if (sum === 0) continue;
    if (places) starts?.push(places);
    found.sums[used] = sum;
    found.docs[used++] = doc;
  }
  return { docs: found.docs.subarray(0, used), sums: found.sums.subarray(0, used) };
}

/** Chains that one of some last lists goes on with. */
function openChainsOf(
  words: readonly Postings[],
  last: readonly Postings[],
  columns: number,
  end: number,
): Chains {
  const starts: number[][] = [];
  const { docs } = chainsOf(words, columns, starts);
  const wanted = bitsOf(docs, end);
  const sums = new Float64Array(docs.length);
  for (const { docs: titles, places, more, from, to } of last)
    for (let at = from; at < to; at += 1) {
      const doc = titles[at] ?? 0;
      if (!wanted.has(doc)) continue;
      const i = seek(docs, 0, docs.length, doc);
      for (const start of starts[i] ?? [])
        if (standsAt(places[at] ?? 0, more, start + words.length))
          sums[i] = (sums[i] ?? 0) + (COLUMN_WEIGHTS[start >>> 24] ?? 0);
    }
  return { docs: docs.filter((_, i) => (sums[i] ?? 0) > 0), sums: sums.filter((sum) => sum > 0) };
}

/**
 * Titles in which words stand next to one another in one of the columns.
 * @param words the list of each word. @param last the lists of a further word that may go on; undefined for none.
 * @param end one more than the last position.
 */
export function chainMatch(
  words: readonly Postings[],
  last: readonly Postings[] | undefined,
  columns: number,
  end: number,
): PhraseMatch {
  const { docs, sums } = last ? openChainsOf(words, last, columns, end) : chainsOf(words, columns);
  return {
    most: docs.length,
    count: () => docs.length,
    docs: () => docs,
    within: (titles) => intersection(docs, titles),
    addWeights(_titles, slots, into) {
      for (let i = 0; i < docs.length; i += 1) {
        const slot = slots[docs[i] ?? 0] ?? 0;
        if (slot > 0) into[slot - 1] = (into[slot - 1] ?? 0) + (sums[i] ?? 0);
      }
    },
  };
}
