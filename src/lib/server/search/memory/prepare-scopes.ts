import type { SearchScope } from '../engine';
import type { WordArrays } from './generation';
import { countOf, textAt, textsStarting, type SortedTexts } from './sorted-keys';
import type { TitleMemory } from './title-memory';
import { FREQUENT } from './typed-words';
import { keyOf } from './visible';

/** What people see who search the whole district: staff, and everybody else. */
const SCOPES: readonly SearchScope[] = [
  { siteIds: null, staff: true },
  { siteIds: null, staff: false },
];
/** So many scopes are prepared at most: those of the stations and search boxes of some sites. */
const MOST_SCOPES = 48;
/** The first letters of a word: so much of it begins so many others that going through them takes long. */
const LETTERS = [1, 2, 3];

/** Many words begin so in any catalogue of which these take long. */
const COMMON_START = 's';

/** Every beginning of so many letters that words have. */
function* beginningsOf(words: SortedTexts, letters: number): Generator<string> {
  for (let at = 0; at < countOf(words);) {
    const signs = [...textAt(words, at)].slice(0, letters);
    const start = signs.join('');
    if (signs.length < letters) at += 1;
    else {
      yield start;
      at = Math.max(at + 1, textsStarting(words, start)[1]);
    }
  }
}

/** Words that are in so many titles that what is typed after them is not looked for in the index. */
function* commonWords({ words, listStart }: WordArrays): Generator<string> {
  for (let at = 0; at < countOf(words); at += 1)
    if ((listStart[at + 1] ?? 0) - (listStart[at] ?? 0) > FREQUENT) yield textAt(words, at);
}

/**
 * Finds, one at each step, what the first search and the first letters typed would have to wait for. What takes no time is
 * not kept, and costs none here.
 */
function* preparing(memory: TitleMemory, scope: SearchScope): Generator<void> {
  memory.subjects(scope);
  yield;
  for (const letters of LETTERS)
    for (const start of beginningsOf(memory.generation.words.words, letters)) {
      memory.beginnings(scope, [start], true);
      yield;
    }
  for (const word of commonWords(memory.generation.words)) {
    memory.beginnings(scope, [word, COMMON_START], true);
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
