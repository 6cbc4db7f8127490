import type { PhraseMatch } from './phrases';

/** Weights of the columns: title, author, subject, series, publisher, summary, identifiers, barcodes. */
export const COLUMN_WEIGHTS = Float64Array.of(10, 6, 4, 4, 0.5, 1, 8, 8);

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
 * @param found in how many titles of all layers each phrase is. @param slots scratch: all zero before and after.
 */
export function scoresOf(
  titles: Uint32Array,
  phrases: readonly PhraseMatch[],
  found: readonly number[],
  { titles: all, meanLength }: IndexSize,
  lengths: Uint32Array,
  slots: Int32Array,
): Float64Array {
  const scores = new Float64Array(titles.length);
  const weights = new Float64Array(titles.length);
  titles.forEach((doc, i) => (slots[doc] = i + 1));
  phrases.forEach((phrase, k) => {
    weights.fill(0);
    phrase.addWeights(titles, slots, weights, COLUMN_WEIGHTS);
    const rare = rarity(all, found[k] ?? 0);
    for (let i = 0; i < titles.length; i += 1) {
      const weight = weights[i] ?? 0;
      if (weight === 0) continue;
      const size = lengths[titles[i] ?? 0] ?? 0;
      scores[i] =
        (scores[i] ?? 0) - rare * ((weight * (K1 + 1)) / (weight + K1 * (1 - B + (B * size) / meanLength)));
    }
  });
  titles.forEach((doc) => (slots[doc] = 0));
  return scores;
}
