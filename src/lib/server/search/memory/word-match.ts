import { among, docsIn, intersection } from './doc-sets';
import { NONE } from './generation';
import { addMergedWeights, countOf, merged, type MergedRun } from './merged-runs';
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
  /** Adds the weight of the phrase to that of each of the titles, which come in order. */
  addWeights(titles: Uint32Array, into: Float64Array): void;
}

/** Titles and the list of one word, both in order, walked at the same time; what is far ahead is sought. */
function addInOrder(list: Postings, columns: number, titles: Uint32Array, into: Float64Array): void {
  const { docs, places, more, to } = list;
  for (let i = 0, at = list.from; i < titles.length && at < to; i += 1) {
    const doc = titles[i] ?? 0;
    if ((docs[at] ?? NONE) < doc) at = seek(docs, at, to, doc);
    if (docs[at] !== doc || at >= to) continue;
    into[i] = (into[i] ?? 0) + weightOf(places[at] ?? 0, more, columns);
    at += 1;
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

/** Titles that have one word in one of the columns. */
const oneWord = (list: Postings, columns: number): PhraseMatch => {
  let all: Uint32Array | undefined;
  const docs = () => (all ??= docsIn(list, columns));
  return {
    most: list.to - list.from,
    count: () => docs().length,
    docs,
    within: (titles) => soughtIn(list, columns, titles),
    addWeights: (titles, into) => addInOrder(list, columns, titles, into),
  };
};

/**
 * Titles that have one of the words that begin alike in one of the columns: all of them, or only those that are asked for,
 * where not all have to be known.
 */
function severalWords(lists: readonly Postings[], columns: number, { end, kept }: Layer): PhraseMatch {
  const long = kept?.of(lists, columns, end);
  let all: MergedRun | undefined = long;
  let asked: MergedRun | undefined;
  const whole = () => (all ??= merged(lists, columns, end));
  return {
    most: entriesOf(lists),
    count: () => all?.docs.length ?? countOf(lists, columns, end),
    docs: () => whole().docs,
    within(titles) {
      if (long) return among(titles, long.bits);
      if (all) return intersection(all.docs, titles);
      asked = merged(lists, columns, end, titles);
      return asked.docs;
    },
    addWeights: (titles, into) => addMergedWeights(all ?? asked ?? whole(), titles, into),
  };
}

/** Titles that have a word, or one of the words that begin alike, in one of the columns. */
export function wordMatch(lists: readonly Postings[], columns: number, layer: Layer): PhraseMatch {
  const [only] = lists;
  return only?.inOrder && lists.length === 1 ? oneWord(only, columns) : severalWords(lists, columns, layer);
}
