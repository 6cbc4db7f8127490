import type { LookupAnswer } from '$lib/contracts/marc';
import { answered, api } from '../api';
import { Submission } from '../submission.svelte';

/** Looks a book up by its number and takes its record over. The form beside it can be filled in all the while. */
export class IsbnLookup {
  isbn = $state('');
  answer = $state.raw<LookupAnswer>();
  readonly submission: Submission;
  readonly #client: ReturnType<typeof api>;

  constructor(offlineWords: () => string, fetcher: typeof fetch = fetch) {
    this.submission = new Submission(offlineWords);
    this.#client = api(fetcher);
  }

  /** @returns the number when no source has a record of it: the book is typed in then. */
  async ask(): Promise<string | undefined> {
    this.answer = undefined;
    const query = { isbn: this.isbn.trim() };
    this.answer = await this.submission.send((headers) =>
      answered<LookupAnswer>(this.#client.catalogue.lookup.$get({ query }, { headers })),
    );
    return this.answer && !this.answer.found ? query.isbn : undefined;
  }

  /** Makes a title of the record that was found. @returns its id */
  async take(): Promise<string | undefined> {
    const record = this.answer?.found?.record;
    if (!record) return undefined;
    const added = await this.submission.send((headers) =>
      answered<{ id: string }>(this.#client.catalogue.titles.marc.$post({ json: { record } }, { headers })),
    );
    return added?.id;
  }
}
