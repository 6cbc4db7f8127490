import { LENGTH, ROW } from './title-rows';
import type { PhraseMatch } from './word-match';

// The constants of FTS5's bm25(), so that both order alike: https://www.sqlite.org/fts5.html#the_bm25_function
const K1 = 1.2;
const B = 0.75;
const LEAST_RARITY = 1e-6;

/** What is counted over the whole index. */
export interface IndexSize {
  /** Titles in the index. */
  titles: number;
  /** Mean number of tokens of a title. */
  meanLength: number;
}

function rarity(titles: number, found: number): number {
  const value = Math.log((titles - found + 0.5) / (found + 0.5));
  return value <= 0 ? LEAST_RARITY : value;
}

/**
 * The score of each title, the lower the better, as FTS5's bm25() gives it.
 * @param phrases each as it is in every layer. @param rows of `TitleRows`. @param slots scratch: all zero before and after.
 */
export function scoresOf(
  titles: Uint32Array,
  phrases: readonly (readonly PhraseMatch[])[],
  { titles: all, meanLength }: IndexSize,
  rows: Uint32Array,
  slots: Int32Array,
): Float64Array {
  const { length } = titles;
  const scores = new Float64Array(length);
  if (length === 0) return scores;
  const weights = new Float64Array(length);
  const norms = new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    const doc = titles[i] ?? 0;
    slots[doc] = i + 1;
    norms[i] = K1 * (1 - B + (B * (rows[doc * ROW + LENGTH] ?? 0)) / meanLength);
  }
  for (const layers of phrases) {
    weights.fill(0);
    for (const phrase of layers) phrase.addWeights(titles, slots, weights);
    const found = layers.reduce((sum, phrase) => sum + phrase.count(), 0);
    const factor = rarity(all, found) * (K1 + 1);
    for (let i = 0; i < length; i += 1) {
      const weight = weights[i] ?? 0;
      scores[i] = (scores[i] ?? 0) - (factor * weight) / (weight + (norms[i] ?? 0));
    }
  }
  for (let i = 0; i < length; i += 1) slots[titles[i] ?? 0] = 0;
  return scores;
}
