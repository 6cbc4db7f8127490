import { NONE } from './generation';

/** Something by its number, and in how many titles it was. */
export interface Counted {
  number: number;
  count: number;
}

/** Counts by number; cheap to use again and again. */
export class Tally {
  #counts = new Uint32Array(1024);
  #touched: number[] = [];

  add(number: number): void {
    if (number === NONE) return;
    if (number >= this.#counts.length) this.#grow((number + 1) * 2);
    const count = this.#counts[number] ?? 0;
    if (count === 0) this.#touched.push(number);
    this.#counts[number] = count + 1;
  }

  #grow(size: number): void {
    const grown = new Uint32Array(size);
    grown.set(this.#counts);
    this.#counts = grown;
  }

  /** The counts themselves, of all numbers below `size`: to add a great many to at once. Then `added` is called. */
  open(size: number): Uint32Array {
    if (size > this.#counts.length) this.#grow(size);
    return this.#counts;
  }

  /** Something was added to the counts themselves; those of numbers below `from` count for nothing. */
  added(from: number): void {
    this.#counts.fill(0, 0, from);
    this.#touched = [];
    for (let number = from; number < this.#counts.length; number += 1)
      if (this.#counts[number] !== 0) this.#touched.push(number);
  }

  /** Everything that was counted, in the order in which it first came; then everything is zero again. */
  takeAll(): Counted[] {
    const all = this.#touched.map((number) => ({ number, count: this.#counts[number] ?? 0 }));
    for (const { number } of all) this.#counts[number] = 0;
    this.#touched = [];
    return all;
  }

  /** The most frequent first, of equally frequent ones the lower number, `most` of them; then everything is zero again. */
  take(most: number): Counted[] {
    const best = new Highest(most);
    for (const number of this.#touched) {
      best.offer(keyOf(number, this.#counts[number] ?? 0));
      this.#counts[number] = 0;
    }
    this.#touched = [];
    return best.done().map(countedOf);
  }
}

/** Numbers are below this, and the counts that it leaves room for in a double are of 134 million titles. */
const NUMBERS = 2 ** 26;

/** One number to compare by: the higher, the more frequent, and of equally frequent ones the lower number. */
const keyOf = (number: number, count: number) => count * NUMBERS + (NUMBERS - 1 - number);

const countedOf = (key: number): Counted => {
  const count = Math.floor(key / NUMBERS);
  return { count, number: NUMBERS - 1 - (key - count * NUMBERS) };
};

/** The highest of many numbers. */
class Highest {
  #kept: number[] = [];
  /** What is not above this has no chance any more. */
  #least = -1;

  constructor(private readonly most: number) {}

  offer(value: number): void {
    if (value <= this.#least) return;
    this.#kept.push(value);
    if (this.#kept.length >= this.most * 8) this.#cut();
  }

  #cut(): void {
    this.#kept.sort((a, b) => b - a);
    this.#kept.length = Math.min(this.#kept.length, this.most);
    if (this.#kept.length === this.most) this.#least = this.#kept.at(-1) ?? -1;
  }

  /** From the highest on. */
  done(): number[] {
    this.#cut();
    return this.#kept;
  }
}
