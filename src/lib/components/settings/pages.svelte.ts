import { Resource } from '$lib/client/resource.svelte';

type PageAnswer<T> = { items: T[]; nextCursor?: string | undefined; total: number };

/** A list that is read page by page: the cursors of the pages before make the way back. */
export class Pages<T, A extends PageAnswer<T> = PageAnswer<T>> {
  readonly page: Resource<A>;
  #cursors = $state.raw<readonly (string | undefined)[]>([undefined]);
  readonly #size: number;

  /** @param ask gives the page that begins at a cursor, `size` rows at most. */
  constructor(ask: (cursor: string | undefined) => Promise<A>, size: number) {
    this.#size = size;
    this.page = new Resource(() => ask(this.#cursors.at(-1)));
  }

  /** First and last row shown, from 1; 0 and 0 for an empty list. */
  get from(): number {
    return this.#count === 0 ? 0 : (this.#cursors.length - 1) * this.#size + 1;
  }
  get to(): number {
    return this.#count === 0 ? 0 : this.from + this.#count - 1;
  }
  get total(): number {
    return this.page.value?.total ?? 0;
  }
  get #count(): number {
    return this.page.value?.items.length ?? 0;
  }

  /** To the first page, for another filter. */
  async restart(): Promise<void> {
    this.#cursors = [undefined];
    await this.page.reload();
  }

  async next(): Promise<void> {
    const cursor = this.page.value?.nextCursor;
    if (cursor === undefined) return;
    this.#cursors = [...this.#cursors, cursor];
    await this.page.reload();
  }

  async back(): Promise<void> {
    if (this.#cursors.length === 1) return;
    this.#cursors = this.#cursors.slice(0, -1);
    await this.page.reload();
  }
}
