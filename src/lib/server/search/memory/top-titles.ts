import { NONE } from './generation';

/** Something by its number, and in how many titles it was. */
export interface Counted {
  number: number;
  count: number;
}

/** The most popular of the titles that are offered, each once. */
export class TopTitles {
  readonly #most: number;
  #docs: number[] = [];
  #values: number[] = [];
  /** What is not more popular than this has no chance any more. */
  #least = -1;

  constructor(most: number) {
    this.#most = most;
  }

  offer(doc: number, popularity: number): void {
    if (popularity <= this.#least) return;
    this.#docs.push(doc);
    this.#values.push(popularity);
    if (this.#docs.length >= this.#most * 16) this.#cut();
  }

  #cut(): void {
    const order = [...new Set(this.#docs)];
    const values = new Map(this.#docs.map((doc, i) => [doc, this.#values[i] ?? 0]));
    order.sort((a, b) => (values.get(b) ?? 0) - (values.get(a) ?? 0));
    this.#docs = order.slice(0, this.#most);
    this.#values = this.#docs.map((doc) => values.get(doc) ?? 0);
    if (this.#docs.length === this.#most) this.#least = this.#values.at(-1) ?? -1;
  }

  /** The most popular first. */
  best(): number[] {
    this.#cut();
    return this.#docs;
  }
}

/** Counts by number; cheap to use again and again. */
export class Tally {
  #counts = new Uint32Array(1024);
  #touched: number[] = [];

  add(number: number): void {
    if (number === NONE) return;
    if (number >= this.#counts.length) this.#grow(number);
    const count = this.#counts[number] ?? 0;
    if (count === 0) this.#touched.push(number);
    this.#counts[number] = count + 1;
  }

  #grow(number: number): void {
    const grown = new Uint32Array((number + 1) * 2);
    grown.set(this.#counts);
    this.#counts = grown;
  }

  /** The most frequent first, `most` of them; then everything is zero again. */
  take(most: number): Counted[] {
    const all = this.#touched.map((number) => ({ number, count: this.#counts[number] ?? 0 }));
    for (const number of this.#touched) this.#counts[number] = 0;
    this.#touched = [];
    return mostCounted(all, most);
  }
}

function mostCounted(all: Counted[], most: number): Counted[] {
  const byCount = (a: Counted, b: Counted) => b.count - a.count;
  if (all.length <= most) return all.sort(byCount);
  const counts = Uint32Array.from(all, ({ count }) => count).sort();
  const least = counts[counts.length - most] ?? 0;
  return all
    .filter(({ count }) => count >= least)
    .sort(byCount)
    .slice(0, most);
}
