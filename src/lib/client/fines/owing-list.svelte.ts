import type { Owing } from '$lib/contracts/fines';
import { Resource } from '../resource.svelte';
import type { FinesApi } from './fines-api';

/** Who owes money at a site, the most first; grows at its end. */
export class OwingList {
  readonly first: Resource<Awaited<ReturnType<FinesApi['owing']>>>;
  busy = $state(false);
  #older = $state.raw<readonly Owing[]>([]);
  #cursor = $state<string | null>();
  readonly #api: FinesApi;
  readonly #site: string;

  /** @param site '' for all of one's own. */
  constructor(api: FinesApi, site: string) {
    this.#api = api;
    this.#site = site;
    this.first = new Resource(() => api.owing(site));
  }

  get items(): readonly Owing[] {
    return [...(this.first.value?.items ?? []), ...this.#older];
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
      const page = await this.#api.owing(this.#site, cursor);
      this.#older = [...this.#older, ...page.items];
      this.#cursor = page.nextCursor ?? null;
    } finally {
      this.busy = false;
    }
  }
}
