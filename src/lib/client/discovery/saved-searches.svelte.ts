import type { SavedSearch } from '$lib/contracts/saved-searches';
import { answered, api } from '../api';
import { Resource } from '../resource.svelte';
import { Submission } from '../submission.svelte';

/** The reader's own saved searches, and what is done with them. */
export class SavedSearchList {
  readonly list = new Resource(() => answered(api().me.searches.$get()));
  readonly change: Submission;
  /** The one whose name is being changed. */
  renamed = $state.raw<SavedSearch>();

  /** @param offlineWords what to say when no answer came. */
  constructor(offlineWords: () => string) {
    this.change = new Submission(offlineWords);
  }

  async rename(name: string): Promise<void> {
    const id = this.renamed?.id ?? '';
    const done = await this.change.send((headers) =>
      answered(api().me.searches[':id'].$patch({ param: { id }, json: { name } }, { headers })),
    );
    if (!done) return;
    this.renamed = undefined;
    await this.list.reload();
  }

  async remove(id: string): Promise<void> {
    await this.change.send(() => answered(api().me.searches[':id'].$delete({ param: { id } })));
    await this.list.reload();
  }
}

/** Keeps a search under a name. */
export const keepSearch = (submission: Submission, name: string, params: string) =>
  submission.send((headers) => answered(api().me.searches.$post({ json: { name, params } }, { headers })));
