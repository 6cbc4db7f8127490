import type { Operand, Phrase, QueryExpression } from '$lib/domain/catalogue/query-text';
import { docsOf, intersection, union } from './doc-sets';
import { columnBit, WORD_COLUMNS, type WordColumn } from './generation';
import { seek, somePlace, weightOf, type Layer, type Postings } from './postings';

/** One phrase of a search in one layer: which titles have it, and how much that counts. */
export interface PhraseMatch {
  readonly docs: Uint32Array;
  /** Adds the weight of the phrase to each of the titles; `slots` says where in `into`, one more than the index. */
  addWeights(titles: Uint32Array, slots: Int32Array, into: Float64Array, weights: Float64Array): void;
}

/** What is found of a search in one layer. */
export interface LayerMatch {
  readonly docs: Uint32Array;
  readonly phrases: readonly PhraseMatch[];
}

/** Lists much longer than what is asked of them are sought through, others are walked. */
const SOUGHT = 16;

function addListWeights(
  { docs, places, more, from, to }: Postings,
  columns: number,
  titles: Uint32Array,
  slots: Int32Array,
  into: Float64Array,
  weights: Float64Array,
): void {
  if ((to - from) / SOUGHT > titles.length) {
    let at = from;
    for (let i = 0; i < titles.length; i += 1) {
      const doc = titles[i] ?? 0;
      at = seek(docs, at, to, doc);
      if (at >= to) return;
      if (docs[at] === doc) into[i] = (into[i] ?? 0) + weightOf(places[at] ?? 0, more, columns, weights);
    }
    return;
  }
  for (let at = from; at < to; at += 1) {
    const slot = slots[docs[at] ?? 0] ?? 0;
    if (slot > 0) into[slot - 1] = (into[slot - 1] ?? 0) + weightOf(places[at] ?? 0, more, columns, weights);
  }
}

function wordMatch(lists: readonly Postings[], columns: number, end: number): PhraseMatch {
  return {
    docs: docsOf(lists, columns, end),
    addWeights(titles, slots, into, weights) {
      for (const list of lists) addListWeights(list, columns, titles, slots, into, weights);
    },
  };
}

/** Where the words of a phrase stand next to one another in one title. */
function countChain(
  entries: readonly (readonly number[])[],
  columns: number,
  weights?: Float64Array,
): number {
  let sum = 0;
  for (const start of entries[0] ?? []) {
    if (((columns >>> (start >>> 24)) & 1) === 0) continue;
    if (!entries.every((places, i) => places.includes(start + i))) continue;
    if (!weights) return 1;
    sum += weights[start >>> 24] ?? 0;
  }
  return sum;
}

/** All places of some words in one title. */
function placesIn(lists: readonly Postings[], doc: number): number[] {
  const found: number[] = [];
  for (const { docs, places, more, from, to } of lists) {
    const at = seek(docs, from, to, doc);
    if (at >= to || docs[at] !== doc) continue;
    somePlace(places[at] ?? 0, more, (place) => {
      found.push(place);
      return false;
    });
  }
  return found;
}

function chainMatch(words: readonly (readonly Postings[])[], columns: number, end: number): PhraseMatch {
  const parts = words.map((lists) => docsOf(lists, columns, end)).sort((a, b) => a.length - b.length);
  const both = parts.reduce(intersection);
  const chain = (doc: number, weights?: Float64Array) =>
    countChain(
      words.map((lists) => placesIn(lists, doc)),
      columns,
      weights,
    );
  return {
    docs: both.filter((doc) => chain(doc) > 0),
    addWeights(titles, _slots, into, weights) {
      titles.forEach((doc, i) => (into[i] = (into[i] ?? 0) + chain(doc, weights)));
    },
  };
}

/** @param fold how the index writes a word. */
function matchPhrase(
  layer: Layer,
  { tokens, open }: Phrase,
  columns: number,
  fold: (token: string) => string,
): PhraseMatch {
  const words = tokens.map(fold);
  const lists = words.map((word, i) => {
    if (open && i === words.length - 1) return layer.starting(word);
    const exact = layer.exact(word);
    return exact ? [exact] : [];
  });
  const [only = []] = lists;
  return lists.length === 1 ? wordMatch(only, columns, layer.end) : chainMatch(lists, columns, layer.end);
}

/** The columns that an operand may be found in. */
function columnsFor(operand: Operand, columns: number): number {
  const named = WORD_COLUMNS.find((name): name is WordColumn => name === operand.column);
  return named === undefined ? columns : columns & columnBit(named);
}

/** Whether another choice finds all that this one does: a word is among the words that begin with it. */
const isWithin = (operand: Operand | undefined, choice: number): boolean => {
  const { tokens, open } = operand?.choices[choice] ?? {};
  return !open && (operand?.choices.some((other) => other.open && other.tokens === tokens) ?? false);
};

/**
 * The titles of one layer that an expression finds.
 * @param columns where words count that name no column.
 */
export function matchExpression(
  layer: Layer,
  { operands, isbn }: QueryExpression,
  columns: number,
  fold: (token: string) => string,
): LayerMatch {
  const choices = operands.map((operand) =>
    operand.choices.map((phrase) => matchPhrase(layer, phrase, columnsFor(operand, columns), fold)),
  );
  const found = choices
    .map((phrases, i) =>
      union(
        phrases
          .filter((_, k) => !isWithin(operands[i], k))
          .flatMap(({ docs }) => (docs.length > 0 ? [docs] : [])),
        layer.end,
      ),
    )
    .sort((a, b) => a.length - b.length);
  const all = found.reduce(intersection);
  const phrases = choices.flat();
  if (isbn === undefined) return { docs: all, phrases };
  const number = matchPhrase(layer, { tokens: [isbn], open: false }, columns, fold);
  return {
    docs: union(
      [number.docs, all].filter((docs) => docs.length > 0),
      layer.end,
    ),
    phrases: [number, ...phrases],
  };
}
