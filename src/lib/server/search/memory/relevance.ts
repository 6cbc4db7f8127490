import { lengthIn, loansIn } from './title-rows';
import type { PhraseMatch } from './word-match';

// The constants of FTS5's bm25(), so that both order alike: https://www.sqlite.org/fts5.html#the_bm25_function
const K1 = 1.2;
const B = 0.75;
const LEAST_RARITY = 1e-6;

/** Titles of more tokens are few: what their length takes is not kept. */
const KEPT_LENGTHS = 1_024;

/** What is counted over the whole index. */
export class IndexSize {
  /** What a title's length takes from its score, for the lengths that most have. */
  readonly #norms: Float64Array;

  /** @param titles in the index. @param meanLength mean number of tokens of a title. */
  constructor(
    readonly titles: number,
    private readonly meanLength: number,
  ) {
    this.#norms = Float64Array.from({ length: KEPT_LENGTHS }, (_, length) => this.#norm(length));
  }

  #norm(length: number): number {
    return K1 * (1 - B + (B * length) / this.meanLength);
  }

  /** What a title's length takes from its score. */
  norm(length: number): number {
    return length < KEPT_LENGTHS ? (this.#norms[length] ?? 0) : this.#norm(length);
  }
}

function rarity(titles: number, found: number): number {
  const value = Math.log((titles - found + 0.5) / (found + 0.5));
  return value <= 0 ? LEAST_RARITY : value;
}

/**
 * A loop over numbers stands by itself: what is compiled with the calls of phrases is compiled anew for every other kind of
 * phrase.
 */
function addScores(scores: Float64Array, weights: Float64Array, norms: Float64Array, factor: number): void {
  for (let i = 0; i < scores.length; i += 1) {
    const weight = weights[i] ?? 0;
    scores[i] = (scores[i] ?? 0) - (factor * weight) / (weight + (norms[i] ?? 0));
  }
}

/** So many titles are scored at once: what is noted of them stays near the processor. */
export const SCORED_AT_ONCE = 2_048;

/** Scores titles as FTS5's bm25() does, the lower the better. */
export class Relevance {
  readonly #phrases: readonly (readonly PhraseMatch[])[];
  /** What each phrase counts for, by how rare it is: asked when the first title is scored. */
  #factors: readonly number[] | undefined;
  readonly #size: IndexSize;
  readonly #scored: Uint32Array;
  /** The loans of the titles whose scores were asked for last. */
  readonly loans: Uint16Array;
  readonly #weights: Float64Array;
  readonly #norms: Float64Array;
  readonly #scores: Float64Array;

  /** So many titles may be asked for at once. */
  readonly atOnce: number;

  /** @param phrases each as it is in every layer. @param scored of `TitleRows`. @param atOnce as `SCORED_AT_ONCE`. */
  constructor(
    phrases: readonly (readonly PhraseMatch[])[],
    size: IndexSize,
    scored: Uint32Array,
    atOnce: number,
  ) {
    this.atOnce = atOnce;
    this.loans = new Uint16Array(atOnce);
    this.#weights = new Float64Array(atOnce);
    this.#norms = new Float64Array(atOnce);
    this.#scores = new Float64Array(atOnce);
    this.#size = size;
    this.#scored = scored;
    this.#phrases = phrases;
  }

  /** No score is better than this, whatever the title. */
  get best(): number {
    return -this.#known().reduce((sum, factor) => sum + factor, 0);
  }

  #known(): readonly number[] {
    return (this.#factors ??= this.#phrases.map((layers) => this.#factor(layers)));
  }

  #factor(layers: readonly PhraseMatch[]): number {
    const found = layers.reduce((sum, phrase) => sum + phrase.count(), 0);
    return rarity(this.#size.titles, found) * (K1 + 1);
  }

  #read(titles: Uint32Array): void {
    const [size, scored, norms, loans] = [this.#size, this.#scored, this.#norms, this.loans];
    for (let i = 0; i < titles.length; i += 1) {
      const read = scored[titles[i] ?? 0] ?? 0;
      norms[i] = size.norm(lengthIn(read));
      loans[i] = loansIn(read);
    }
  }

  /** The scores of up to `atOnce` titles, which come in order; they hold until the next ones are asked for. */
  of(titles: Uint32Array): Float64Array {
    const [scores, weights] = [
      this.#scores.subarray(0, titles.length),
      this.#weights.subarray(0, titles.length),
    ];
    scores.fill(0);
    this.#read(titles);
    const factors = this.#known();
    for (const [i, layers] of this.#phrases.entries()) {
      weights.fill(0);
      for (const phrase of layers) phrase.addWeights(titles, weights);
      addScores(scores, weights, this.#norms, factors[i] ?? 0);
    }
    return scores;
  }
}
