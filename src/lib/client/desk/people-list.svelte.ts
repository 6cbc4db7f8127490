import type { Browsed, DeskMatch } from './desk-backend';

type Load = (request: { formClass?: string; from?: string; cursor?: string }) => Promise<Browsed>;

/** A list of people that is read page by page; another question begins it anew, and a late answer to the last is dropped. */
export class PeopleList {
  items = $state.raw<readonly DeskMatch[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  #next = $state<string>();
  #question: { formClass?: string; from?: string } = {};
  #asked = 0;

  constructor(private readonly load: Load) {}

  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  ask(formClass: string, from: string): Promise<void> {
    this.#question = { ...(formClass ? { formClass } : {}), ...(from ? { from } : {}) };
    this.items = [];
    this.#next = undefined;
    return this.#read();
  }

  more(): Promise<void> {
    return this.#next === undefined ? Promise.resolve() : this.#read(this.#next);
  }

  async #read(cursor?: string): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.state = 'loading';
    try {
      const page = await this.load({ ...this.#question, ...(cursor ? { cursor } : {}) });
      if (asked !== this.#asked) return;
      this.items = [...this.items, ...page.items];
      this.#next = page.nextCursor;
      this.state = 'ready';
    } catch {
      if (asked === this.#asked) this.state = 'failed';
    }
  }
}
