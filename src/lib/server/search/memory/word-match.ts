import { bitsOf, countOf, docsOf, listOf } from './doc-sets';
import { NONE } from './generation';
import { entriesOf, seek, standsIn, weightOf, type Layer, type Postings } from './postings';

/** One phrase of a search in one layer: which titles have it, and how much that counts. */
export interface PhraseMatch {
  /** It is in no more titles than so many. */
  readonly most: number;
  /** In how many titles it is. */
  count(): number;
  /** All of them, in order. */
  docs(): Uint32Array;
  /** Those of some titles, given in order, that have it. */
  within(titles: Uint32Array): Uint32Array;
  /** Adds the weight of the phrase to each of the titles; `slots` says where in `into`, one more than the index. */
  addWeights(titles: Uint32Array, slots: Int32Array, into: Float64Array): void;
}

/** Titles and the list of one word, both in order, walked at the same time; what is far ahead is sought. */
function addInOrder(list: Postings, columns: number, titles: Uint32Array, into: Float64Array): void {
  const { docs, places, more, to } = list;
  let at = list.from;
  for (let i = 0; i < titles.length; i += 1) {
    const doc = titles[i] ?? 0;
    if ((docs[at] ?? NONE) < doc) at = seek(docs, at, to, doc);
    if (at >= to) return;
    if (docs[at] === doc) into[i] = (into[i] ?? 0) + weightOf(places[at] ?? 0, more, columns);
  }
}

function addListWeights(
  list: Postings,
  columns: number,
  titles: Uint32Array,
  slots: Int32Array,
  into: Float64Array,
): void {
  if (list.inOrder) return addInOrder(list, columns, titles, into);
  const { docs, places, more, from, to } = list;
  // Of a long run most titles are others: that is told by a bit sooner than by a slot.
  const wanted = bitsOf(titles, Math.max(slots.length, (titles.at(-1) ?? 0) + 1));
  for (let at = from; at < to; at += 1) {
    const doc = docs[at] ?? 0;
    if (!wanted.has(doc)) continue;
    const slot = slots[doc] ?? 0;
    if (slot > 0) into[slot - 1] = (into[slot - 1] ?? 0) + weightOf(places[at] ?? 0, more, columns);
  }
}

/** The titles of one list in order that are among some titles. */
function soughtIn(
  { docs, places, more, from, to }: Postings,
  columns: number,
  titles: Uint32Array,
): Uint32Array {
  const kept = new Uint32Array(Math.min(titles.length, to - from));
  let used = 0;
  let at = from;
  for (let i = 0; i < titles.length; i += 1) {
    const doc = titles[i] ?? 0;
    at = seek(docs, at, to, doc);
    if (at >= to) break;
    if (docs[at] === doc && standsIn(places[at] ?? 0, more, columns)) kept[used++] = doc;
  }
  return kept.subarray(0, used);
}

/** The titles that one of several lists has, among some titles. */
function markedIn(
  lists: readonly Postings[],
  columns: number,
  titles: Uint32Array,
  end: number,
): Uint32Array {
  const wanted = bitsOf(titles, end);
  const found = bitsOf(titles.subarray(0, 0), end);
  for (const { docs, places, more, from, to } of lists)
    for (let at = from; at < to; at += 1) {
      const doc = docs[at] ?? 0;
      if (wanted.has(doc) && standsIn(places[at] ?? 0, more, columns)) found.add(doc);
    }
  return titles.filter((doc) => found.has(doc));
}

/** Titles that have a word, or one of the words that begin alike, in one of the columns. */
export function wordMatch(lists: readonly Postings[], columns: number, layer: Layer): PhraseMatch {
  const { end } = layer;
  const [only] = lists;
  const single = lists.length === 1 ? only : undefined;
  const kept = single && layer.kept?.of(single, columns, end);
  let all: Uint32Array | undefined;
  const docs = () => (all ??= kept ? listOf(kept.bits) : docsOf(lists, columns, end));
  const within = (titles: Uint32Array) => {
    if (kept) return titles.filter((doc) => kept.bits.has(doc));
    return single?.inOrder ? soughtIn(single, columns, titles) : markedIn(lists, columns, titles, end);
  };
  return {
    most: entriesOf(lists),
    count: () => kept?.count ?? all?.length ?? countOf(lists, columns, end),
    docs,
    within,
    addWeights(titles, slots, into) {
      for (const list of lists) addListWeights(list, columns, titles, slots, into);
    },
  };
}
