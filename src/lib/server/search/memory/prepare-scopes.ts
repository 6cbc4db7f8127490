import type { SearchScope } from '../engine';
import { SETTLED_RUN } from './beginnings';
import type { WordArrays } from './generation';
import { countOf, textAt, textsStarting, type SortedTexts } from './sorted-keys';
import type { TitleMemory } from './title-memory';
import { keyOf } from './visible';

/** What people see who search the whole district: staff, and everybody else. */
const SCOPES: readonly SearchScope[] = [
  { siteIds: null, staff: true },
  { siteIds: null, staff: false },
];
/** So many scopes are prepared at most: those of the stations and search boxes of some sites. */
const MOST_SCOPES = 48;
/** Many words begin so in any catalogue of which these take long. */
const COMMON_START = 's';

/** Every beginning of words that is one sign longer. @param from the first that begins with `start`. @param to behind the last. */
function* longer(words: SortedTexts, start: string, from: number, to: number): Generator<string> {
  for (let at = from; at < to;) {
    const [sign] = textAt(words, at).slice(start.length);
    if (sign !== undefined) yield start + sign;
    at = sign === undefined ? at + 1 : textsStarting(words, start + sign)[1];
  }
}

/** Beginnings of words that it takes long to go through, the shorter ones first. */
function* longBeginnings({ words, listStart }: WordArrays): Generator<string> {
  let starts = [''];
  while (starts.length > 0) {
    const found: string[] = [];
    for (const start of starts)
      for (const one of longer(words, start, ...textsStarting(words, start))) {
        const [first, last] = textsStarting(words, one);
        if ((listStart[last] ?? 0) - (listStart[first] ?? 0) < SETTLED_RUN) continue;
        found.push(one);
        yield one;
      }
    starts = found;
  }
}

/** Words that are in so many titles. */
function* wordsOf({ words, listStart }: WordArrays, titles: number): Generator<string> {
  for (let at = 0; at < countOf(words); at += 1)
    if ((listStart[at + 1] ?? 0) - (listStart[at] ?? 0) >= titles) yield textAt(words, at);
}

/** Two words of which each is in so large a share of all titles follow one another in a great many: "of the". */
const SHARE = 0.1;

/** What two common words go on with. */
function* commonPairs(words: WordArrays, titles: number): Generator<[string, string]> {
  const common = [...wordsOf(words, Math.max(SETTLED_RUN, titles * SHARE))];
  for (const one of common) for (const other of common) if (one !== other) yield [one, other];
}

/**
 * Finds, one at each step, what the first search and the first letters typed would have to wait for. What takes no time is
 * not kept, and costs none here.
 */
function* preparing(memory: TitleMemory, scope: SearchScope): Generator<void> {
  const { words, titles } = memory.generation;
  memory.subjects(scope);
  yield;
  for (const start of longBeginnings(words)) {
    memory.beginnings(scope, [start], true);
    yield;
  }
  for (const word of wordsOf(words, SETTLED_RUN)) {
    memory.beginnings(scope, [word, COMMON_START], true);
    yield;
  }
  for (const pair of commonPairs(words, titles.seq.length)) {
    memory.beginnings(scope, [...pair, COMMON_START], true);
    yield;
  }
}

/** What is found before anybody asks for it: for the whole district, and wherever somebody has searched. */
export class Preparation {
  readonly #memory: TitleMemory;
  readonly #known = new Map<string, SearchScope>();
  #waiting: SearchScope[] = [];
  #steps: Generator<void> | undefined;
  #asOf = 0;

  constructor(memory: TitleMemory) {
    this.#memory = memory;
    for (const scope of SCOPES) this.note(scope);
  }

  /** Somebody searches here, and will again. */
  note(scope: SearchScope): void {
    const key = keyOf(scope);
    if (this.#known.has(key) || this.#known.size >= MOST_SCOPES) return;
    this.#known.set(key, scope);
    this.#waiting.push(scope);
  }

  /** Finds some of it, for about `ms`. @returns whether there is more. */
  some(ms: number): boolean {
    const until = performance.now() + ms;
    this.#beginAgain();
    for (;;) {
      const scope = this.#steps ? undefined : this.#waiting.shift();
      if (!this.#steps && !scope) return false;
      this.#steps ??= scope && preparing(this.#memory, scope);
      if (this.#steps?.next().done) this.#steps = undefined;
      if (performance.now() >= until) return this.#steps !== undefined || this.#waiting.length > 0;
    }
  }

  /** What had been found was too old. */
  #beginAgain(): void {
    const { beginningsSince } = this.#memory;
    if (this.#asOf === beginningsSince) return;
    this.#asOf = beginningsSince;
    this.#steps = undefined;
    this.#waiting = [...this.#known.values()];
  }
}
