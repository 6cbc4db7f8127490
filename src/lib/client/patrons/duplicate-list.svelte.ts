import type { DuplicatePair } from '$lib/contracts/merges';
import { Resource } from '../resource.svelte';
import { Submission } from '../submission.svelte';
import type { MergeApi } from './merge-api';

/** Suspected pairs, page after page in one list. */
export class DuplicateList {
  district = $state(false);
  items = $state.raw<readonly DuplicatePair[]>([]);
  total = $state(0);
  nextCursor = $state<string>();
  loadingMore = $state(false);
  readonly page: Resource<true>;
  readonly submission: Submission;
  readonly #api: MergeApi;

  constructor(api: MergeApi, offlineWords: () => string) {
    this.#api = api;
    this.submission = new Submission(offlineWords);
    this.page = new Resource(() => this.#first());
  }

  #query(cursor?: string): Record<string, string> {
    return { ...(this.district ? { district: 'true' } : {}), ...(cursor ? { cursor } : {}) };
  }

  async #first(): Promise<true> {
    const found = await this.#api.duplicates(this.#query());
    this.items = found.items;
    this.total = found.total;
    this.nextCursor = found.nextCursor;
    return true;
  }

  see(district: boolean): void {
    this.district = district;
    void this.page.reload();
  }

  async more(): Promise<void> {
    this.loadingMore = true;
    const found = await this.submission.send(() => this.#api.duplicates(this.#query(this.nextCursor)));
    this.loadingMore = false;
    if (!found) return;
    this.items = [...this.items, ...found.items];
    this.nextCursor = found.nextCursor;
  }

  /** @returns whether the library has noted it. */
  async distinct(firstId: string, secondId: string): Promise<boolean> {
    const noted = await this.submission.send(() => this.#api.distinct(firstId, secondId));
    if (!noted) return false;
    this.items = this.items.filter(({ first, second }) => first.id !== firstId || second.id !== secondId);
    this.total -= 1;
    return true;
  }
}
