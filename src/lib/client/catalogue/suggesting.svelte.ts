import type { Suggestions } from '$lib/contracts/catalogue';

export type Suggestion = Suggestions['items'][number];
type Find = (q: string) => Promise<readonly Suggestion[]>;

const WAIT_MS = 140;
const LEAST = 2;

/** The list under a search field: what it offers, which line is lit. A slow answer never replaces a newer one. */
export class Suggesting {
  items = $state.raw<readonly Suggestion[]>([]);
  /** The line that the arrow keys are on; -1 for the field itself. */
  at = $state(-1);
  readonly #find: Find;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    clearTimeout(this.#timer);
    const q = text.trim();
    if (q.length < LEAST) return this.close();
    this.#timer = setTimeout(() => void this.#ask(q), WAIT_MS);
  }

  move(by: 1 | -1): void {
    const count = this.items.length + 1;
    this.at = ((this.at + 1 + by + count) % count) - 1;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.items = [];
    this.at = -1;
  }

  async #ask(q: string): Promise<void> {
    const mine = (this.#asked += 1);
    const found = await this.#find(q).catch(() => []);
    if (mine !== this.#asked) return;
    this.items = found;
    this.at = -1;
  }
}
