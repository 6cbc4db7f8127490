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
 * What each title's length takes from its score; from then on `slots` says where each title is. A loop over numbers stands
 * by itself: what is compiled with the calls of phrases is compiled anew for every other kind of phrase.
 */
function normsOf(
  titles: Uint32Array,
  rows: Uint32Array,
  meanLength: number,
  slots: Int32Array,
): Float64Array {
  const norms = new Float64Array(titles.length);
  for (let i = 0; i < titles.length; i += 1) {
    const doc = titles[i] ?? 0;
    slots[doc] = i + 1;
    norms[i] = K1 * (1 - B + (B * (rows[doc * ROW + LENGTH] ?? 0)) / meanLength);
  }
  return norms;
}

function addScores(scores: Float64Array, weights: Float64Array, norms: Float64Array, factor: number): void {
  for (let i = 0; i < scores.length; i += 1) {
    const weight = weights[i] ?? 0;
    scores[i] = (scores[i] ?? 0) - (factor * weight) / (weight + (norms[i] ?? 0));
  }
}

function clear(slots: Int32Array, titles: Uint32Array): void {
  for (let i = 0; i < titles.length; i += 1) slots[titles[i] ?? 0] = 0;
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
  const scores = new Float64Array(titles.length);
  if (titles.length === 0) return scores;
  const weights = new Float64Array(titles.length);
  const norms = normsOf(titles, rows, meanLength, slots);
  for (const layers of phrases) {
    weights.fill(0);
    for (const phrase of layers) phrase.addWeights(titles, slots, weights);
    const found = layers.reduce((sum, phrase) => sum + phrase.count(), 0);
    addScores(scores, weights, norms, rarity(all, found) * (K1 + 1));
  }
  clear(slots, titles);
  return scores;
}
