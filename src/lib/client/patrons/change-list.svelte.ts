import type { ChangeSet } from '$lib/contracts/batch';
import type { Page } from '$lib/contracts/shared';
import { ApiError, Unreachable } from '../api';
import { Resource } from '../resource.svelte';
import type { BatchApi } from './batch-api';

/** Changes of many patrons, newest first, with older ones added on demand. */
export class ChangeList {
  /** The newest, until older ones are there. */
  readonly newest: Resource<Page<ChangeSet>>;
  busy = $state(false);
  /** Whether older ones could not be had. */
  failed = $state(false);
  #older = $state.raw<readonly ChangeSet[]>([]);
  #cursor = $state<string>();
  #begun = $state(false);
  readonly #api: Pick<BatchApi, 'changes'>;

  constructor(api: Pick<BatchApi, 'changes'>) {
    this.#api = api;
    this.newest = new Resource(() => api.changes());
  }

  get items(): readonly ChangeSet[] {
    const newest = this.newest.value?.items ?? [];
    // One that became newer meanwhile pushes another onto the next page: it is shown once.
    return [...newest, ...this.#older.filter(({ id }) => newest.every((one) => one.id !== id))];
  }

  get total(): number {
    return this.newest.value?.total ?? 0;
  }

  get hasOlder(): boolean {
    return this.#next !== undefined;
  }

  get #next(): string | undefined {
    return this.#begun ? this.#cursor : this.newest.value?.nextCursor;
  }

  /** @returns the first of the older ones, for the focus to go to; undefined when there are none */
  async showOlder(): Promise<string | undefined> {
    const cursor = this.#next;
    if (cursor === undefined || this.busy) return undefined;
    this.busy = true;
    this.failed = false;
    try {
      const { items, nextCursor } = await this.#api.changes(cursor);
      this.#older = [...this.#older, ...items];
      this.#cursor = nextCursor;
      this.#begun = true;
      return items[0]?.id;
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof Unreachable)) throw error;
      this.failed = true;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** After an undo: the newest are asked for again, and of the older ones this one is done. */
  async undone(id: string): Promise<void> {
    this.#older = this.#older.map((one) => (one.id === id ? { ...one, undoRefusal: 'already-undone' } : one));
    await this.newest.reload();
  }
}
