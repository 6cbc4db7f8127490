import { bitsOf, intersection, type Bits } from './doc-sets';
import { COLUMN_WEIGHTS, NONE, SEVERAL } from './generation';
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
  const [first, second] = lists;
  if (!first) return 0;
  const place = first.places[at[0] ?? 0] ?? 0;
  if (place < SEVERAL && second) {
    // Most words stand in a title once: then one place follows the other or does not.
    const next = second.places[at[1] ?? 0] ?? 0;
    if (next < SEVERAL && next !== place + 1) return 0;
  }
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
    const from = at[k] ?? 0;
    const near = (list.docs[from] ?? NONE) < doc ? seek(list.docs, from, list.to, doc) : from;
    at[k] = near;
    if (near >= list.to) return undefined;
    if (list.docs[near] !== doc) return false;
  }
  return true;
}

/**
 * Walks the shortest list and seeks in the others from where the last title was.
 * @param starts takes the places where the chains of each title begin, where anybody asks.
 * @param seen only these titles; all where undefined.
 */
function chainsOf(lists: readonly Postings[], columns: number, starts?: number[][], seen?: Bits): Chains {
  const sizes = lists.map(({ from, to }) => to - from);
  const lead = sizes.indexOf(Math.min(...sizes));
  const { docs, from, to } = lists[lead] ?? { docs: new Uint32Array(0), from: 0, to: 0 };
  const found = { docs: new Uint32Array(to - from), sums: new Float64Array(to - from) };
  const at = lists.map((list) => list.from);
  const bits = seen?.words;
  let used = 0;
  for (let i = from; i < to; i += 1) {
    const doc = docs[i] ?? 0;
    if (bits && (((bits[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0) continue;
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

/** What a chain counts that begins at a place. */
const worthAt = (place: number, columns: number): number => {
  const column = place >>> 24;
  return (columns >>> column) & 1 ? (COLUMN_WEIGHTS[column] ?? 0) : 0;
};

/** What two words count that stand next to one another in a title. */
function pairSum(one: Postings, at: number, other: Postings, to: number, columns: number): number {
  const [place, next] = [one.places[at] ?? 0, other.places[to] ?? 0];
  if (place >= SEVERAL && next >= SEVERAL)
    return manyPairs(one.more, place - SEVERAL, other.more, next - SEVERAL, columns);
  const start = place < SEVERAL ? place : next - 1;
  const isPair = place < SEVERAL ? standsAt(next, other.more, place + 1) : standsAt(place, one.more, start);
  return isPair ? worthAt(start, columns) : 0;
}

/** Where both words stand in several places, which come in order. @param from, to where `more` and `others` say how many. */
function manyPairs(
  more: Uint32Array,
  from: number,
  others: Uint32Array,
  to: number,
  columns: number,
): number {
  const ends = [from + (more[from] ?? 0), to + (others[to] ?? 0)] as const;
  let sum = 0;
  for (let i = from + 1, k = to + 1; i <= ends[0] && k <= ends[1];) {
    const gap = (others[k] ?? 0) - (more[i] ?? 0);
    if (gap === 1) sum += worthAt(more[i] ?? 0, columns);
    if (gap <= 1) k += 1;
    else i += 1;
  }
  return sum;
}

/** This thread looks for one pair after the other: each writes where the one before did. */
let pairs: Chains = { docs: new Uint32Array(0), sums: new Float64Array(0) };

function roomForPairs(most: number): Chains {
  if (pairs.docs.length < most) pairs = { docs: new Uint32Array(most), sums: new Float64Array(most) };
  return pairs;
}

/** As `chainsOf` of two words, of which each may be in a great many titles. */
function pairsOf(one: Postings, other: Postings, columns: number, seen?: Bits): Chains {
  const { docs, sums } = roomForPairs(Math.min(one.to - one.from, other.to - other.from));
  const bits = seen?.words;
  let used = 0;
  for (let at = one.from, to = other.from; at < one.to && to < other.to;) {
    const doc = one.docs[at] ?? 0;
    const there = other.docs[to] ?? 0;
    if (there < doc) to = seek(other.docs, to, other.to, doc);
    else if (there > doc) at = seek(one.docs, at, one.to, there);
    else {
      const isSeen = !bits || (((bits[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 1;
      const sum = isSeen ? pairSum(one, at, other, to, columns) : 0;
      if (sum > 0) {
        sums[used] = sum;
        docs[used++] = doc;
      }
      at += 1;
      to += 1;
    }
  }
  return { docs: docs.slice(0, used), sums: sums.slice(0, used) };
}

/** All chains of some words. */
function allChains(words: readonly Postings[], columns: number, seen?: Bits): Chains {
  const [one, other] = words;
  if (one && other && words.length === 2) return pairsOf(one, other, columns, seen);
  return chainsOf(words, columns, undefined, seen);
}

/** Chains that one of some last lists goes on with. */
function openChainsOf(
  words: readonly Postings[],
  last: readonly Postings[],
  columns: number,
  end: number,
  seen?: Bits,
): Chains {
  const starts: number[][] = [];
  const { docs } = chainsOf(words, columns, starts, seen);
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
 * @param end one more than the last position. @param seen only these titles, where it is not asked how rare the chain is;
 *   all where undefined.
 */
export function chainMatch(
  words: readonly Postings[],
  last: readonly Postings[] | undefined,
  columns: number,
  end: number,
  seen?: Bits,
): PhraseMatch {
  const found = last ? openChainsOf(words, last, columns, end, seen) : allChains(words, columns, seen);
  const { docs, sums } = found;
  return {
    most: docs.length,
    count: () => docs.length,
    docs: () => docs,
    within: (titles) => intersection(docs, titles),
    addWeights(titles, into) {
      for (let i = 0, at = 0; i < titles.length && at < docs.length; i += 1) {
        const doc = titles[i] ?? 0;
        if ((docs[at] ?? 0) < doc) at = seek(docs, at, docs.length, doc);
        if (docs[at] !== doc) continue;
        into[i] = (into[i] ?? 0) + (sums[at] ?? 0);
        at += 1;
      }
    },
  };
}
