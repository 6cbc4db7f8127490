import type { Suggestions } from '$lib/contracts/catalogue';

export type Suggestion = Suggestions['items'][number];
type Find = (q: string) => Promise<readonly Suggestion[]>;

/** While an answer is awaited, others are asked for this long apart: a slow network is not asked at every key. */
const WAIT_MS = 140;
const LEAST = 2;

/**
 * The list under a search field: what it offers, which line is lit. It asks at once, unless an answer is awaited; a slow
 * answer never replaces a newer one.
 */
export class Suggesting {
  items = $state.raw<readonly Suggestion[]>([]);
  /** The line that the arrow keys are on; -1 for the field itself. */
  at = $state(-1);
  readonly #find: Find;
  #asked = 0;
  #shown = 0;
  #awaited = 0;
  #waiting: { q: string; timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(find: Find) {
    this.#find = find;
  }

  get open(): boolean {
    return this.items.length > 0;
  }
  get lit(): Suggestion | undefined {
    return this.items[this.at];
  }

  /** Something was typed. */
  typed(text: string): void {
    const q = text.trim();
    if (q.length < LEAST) return this.close();
    this.#stopWaiting();
    if (this.#awaited === 0) void this.#ask(q);
    else this.#waiting = { q, timer: setTimeout(() => this.#goOn(), WAIT_MS) };
  }

  move(by: 1 | -1): void {
    const count = this.items.length + 1;
    this.at = ((this.at + 1 + by + count) % count) - 1;
  }

  close(): void {
    this.#stopWaiting();
    this.#asked += 1;
    this.#shown = this.#asked;
    this.items = [];
    this.at = -1;
  }

  #stopWaiting(): string | undefined {
    const q = this.#waiting?.q;
    clearTimeout(this.#waiting?.timer);
    this.#waiting = undefined;
    return q;
  }

  /** Asks for what was typed meanwhile, if anything was. */
  #goOn(): void {
    const q = this.#stopWaiting();
    if (q !== undefined) void this.#ask(q);
  }

  async #ask(q: string): Promise<void> {
    const mine = (this.#asked += 1);
    this.#awaited += 1;
    const found = await this.#find(q).catch(() => []);
    this.#awaited -= 1;
    if (mine > this.#shown) {
      this.#shown = mine;
      this.items = found;
      this.at = -1;
    }
    this.#goOn();
  }
}
