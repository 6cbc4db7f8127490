import type { Operand, Phrase, QueryExpression } from '$lib/domain/catalogue/query-text';
import { chainMatch } from './chain-match';
import { among, union, type Bits } from './doc-sets';
import { columnBit, WORD_COLUMNS, type WordColumn } from './generation';
import type { Layer, Postings } from './postings';
import { wordMatch, type PhraseMatch } from './word-match';

/** What is found of a search in one layer. */
export interface LayerMatch {
  readonly docs: Uint32Array;
  readonly phrases: readonly PhraseMatch[];
}

/** @param fold how the index writes a word. */
function matchPhrase(
  layer: Layer,
  { tokens, open }: Phrase,
  columns: number,
  fold: (token: string) => string,
  seen?: Bits,
): PhraseMatch {
  const words = tokens.map(fold);
  const last = open ? layer.starting(words.pop() ?? '') : undefined;
  const lists: Postings[] = words.flatMap((word) => layer.exact(word) ?? []);
  if (lists.length < words.length) return wordMatch([], columns, layer);
  if (last && words.length === 0) return wordMatch(last, columns, layer);
  if (!last && words.length === 1) return wordMatch(lists, columns, layer);
  return chainMatch(lists, last, columns, layer.end, seen);
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

/** Titles that have one of some phrases: all, or those of some titles. */
const either = (phrases: readonly PhraseMatch[], end: number, titles?: Uint32Array): Uint32Array =>
  union(
    phrases
      .map((phrase) => (titles ? phrase.within(titles) : phrase.docs()))
      .filter((docs) => docs.length > 0),
    end,
  );

const mostOf = (phrases: readonly PhraseMatch[]) => phrases.reduce((sum, { most }) => sum + most, 0);

/**
 * Titles that have one phrase of each of the operands: the rarest is asked for all of its titles, the others for those of
 * them that may be seen.
 */
function matchAll(operands: readonly (readonly PhraseMatch[])[], end: number, seen: Bits): Uint32Array {
  const [first = [], ...others] = [...operands].sort((a, b) => mostOf(a) - mostOf(b));
  const all = either(first, end);
  if (others.length === 0) return all;
  return others.reduce(
    (titles, phrases) => (titles.length === 0 ? titles : either(phrases, end, titles)),
    among(all, seen),
  );
}

/**
 * The titles of one layer that an expression finds.
 * @param columns where words count that name no column.
 * @param seen titles that nobody asks for may be left out but for these.
 */
export function matchExpression(
  layer: Layer,
  { operands, isbn }: QueryExpression,
  columns: number,
  fold: (token: string) => string,
  seen: Bits,
): LayerMatch {
  // How rare a phrase is, in all titles, only counts beside others.
  const isAlone = isbn === undefined && operands.length === 1 && operands[0]?.choices.length === 1;
  const choices = operands.map((operand) =>
    operand.choices.map((phrase) =>
      matchPhrase(layer, phrase, columnsFor(operand, columns), fold, isAlone ? seen : undefined),
    ),
  );
  const wanted = choices.map((phrases, i) => phrases.filter((_, k) => !isWithin(operands[i], k)));
  const all = matchAll(wanted, layer.end, seen);
  const phrases = choices.flat();
  if (isbn === undefined) return { docs: all, phrases };
  const number = matchPhrase(layer, { tokens: [isbn], open: false }, columns, fold);
  return {
    docs: union(
      [number.docs(), all].filter((docs) => docs.length > 0),
      layer.end,
    ),
    phrases: [number, ...phrases],
  };
}
