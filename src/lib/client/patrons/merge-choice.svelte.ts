import type { MergeDone, MergePreview } from '$lib/contracts/merges';
import { Resource } from '../resource.svelte';
import { Submission } from '../submission.svelte';
import type { MergeApi } from './merge-api';

type Side = 'kept' | 'lost';

/** Two records side by side, what is chosen of each, and what came of it. */
export class MergeChoice {
  readonly preview: Resource<MergePreview>;
  readonly submission: Submission;
  readonly undoing: Submission;
  choices = $state<Record<string, Side>>({});
  done = $state.raw<MergeDone>();
  undone = $state(false);
  readonly #api: MergeApi;
  readonly #pair: { keptId: string; lostId: string };

  constructor(api: MergeApi, pair: { keptId: string; lostId: string }, offlineWords: () => string) {
    this.#api = api;
    this.#pair = pair;
    this.submission = new Submission(offlineWords);
    this.undoing = new Submission(offlineWords);
    this.preview = new Resource(() => api.preview(pair.keptId, pair.lostId));
  }

  /** The side that a field is taken from. */
  side(field: string): Side {
    return (
      this.choices[field] ??
      this.preview.value?.fields.find((one) => one.field === field)?.suggested ??
      'kept'
    );
  }

  choose(field: string, side: Side): void {
    this.choices = { ...this.choices, [field]: side };
  }

  /** The value that is given up with this choice; null when there is none. */
  givenUp(field: string): string | null {
    const found = this.preview.value?.fields.find((one) => one.field === field);
    const value = found?.differs ? found[this.side(field) === 'kept' ? 'lost' : 'kept'] : null;
    return typeof value === 'string' && value !== '' ? value : null;
  }

  async merge(): Promise<void> {
    const wish = { ...this.#pair, choices: $state.snapshot(this.choices) };
    this.done = await this.submission.send((headers) => this.#api.merge(wish, headers));
  }

  async undo(): Promise<void> {
    const { id } = this.done ?? {};
    if (!id) return;
    this.undone = (await this.undoing.send((headers) => this.#api.undo(id, headers))) !== undefined;
  }
}
