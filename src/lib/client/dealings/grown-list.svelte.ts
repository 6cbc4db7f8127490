import type { Page } from '$lib/contracts/shared';
import { Resource } from '../resource.svelte';

/** A list that comes in pages and grows at its end. */
export class GrownList<T> {
  readonly first: Resource<Page<T>>;
  busy = $state(false);
  #older = $state.raw<readonly T[]>([]);
  #cursor = $state<string | null>();
  readonly #ask: (cursor?: string) => Promise<Page<T>>;

  /** Begins to ask at once. @param ask for the page that a cursor leads to; the first one without. */
  constructor(ask: (cursor?: string) => Promise<Page<T>>) {
    this.#ask = ask;
    this.first = new Resource(() => {
      this.#older = [];
      this.#cursor = undefined;
      return ask();
    });
  }

  get items(): readonly T[] {
    return [...(this.first.value?.items ?? []), ...this.#older];
  }

  get total(): number {
    return this.first.value?.total ?? 0;
  }

  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  get #next(): string | undefined {
    return this.#cursor === undefined ? this.first.value?.nextCursor : (this.#cursor ?? undefined);
  }

  /** Adds the rows that follow. @throws ApiError, Unreachable */
  async more(): Promise<void> {
    const cursor = this.#next;
    if (cursor === undefined || this.busy) return;
    this.busy = true;
    try {
      const page = await this.#ask(cursor);
      this.#older = [...this.#older, ...page.items];
      this.#cursor = page.nextCursor ?? null;
    } finally {
      this.busy = false;
    }
  }
}
