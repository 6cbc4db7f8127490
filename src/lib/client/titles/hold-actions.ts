import type { Hold } from '$lib/contracts/holds';
import { answered, api } from '../api';
import { Submission } from '../submission.svelte';

interface Tools {
  /** The list is to be asked for again. */
  changed: () => Promise<void>;
  /** Says how it went, in words. */
  say: (state: 'done' | 'refused', words: string) => void;
  offlineWords: () => string;
}

/** What staff may do to a hold: cancel it, suspend it, take it up again. One at a time. */
export class HoldActions {
  readonly #submission: Submission;
  readonly #client: ReturnType<typeof api>;

  constructor(
    private readonly tools: Tools,
    fetcher: typeof fetch = fetch,
  ) {
    this.#submission = new Submission(tools.offlineWords);
    this.#client = api(fetcher);
  }

  get busy(): boolean {
    return this.#submission.busy;
  }

  cancel({ id }: Hold, words: string): Promise<void> {
    return this.#send(words, (headers) =>
      answered<unknown>(this.#client.holds[':id'].$delete({ param: { id } }, { headers })),
    );
  }

  /** Suspends a hold, or takes a suspended one up again; it keeps its place in the queue. */
  suspend({ id, suspended }: Hold, words: string): Promise<void> {
    const json = { suspended: !suspended };
    return this.#send(words, (headers) =>
      answered<unknown>(this.#client.holds[':id'].$patch({ param: { id }, json }, { headers })),
    );
  }

  /**
   * Puts the queue of a title into another order; refused when somebody else has changed it since the revision.
   * @returns why it was not done, for the dialog in which the order is made; empty when it was.
   */
  async reorder(titleId: string, order: { holdIds: string[]; rev: number }, words: string): Promise<string> {
    const request = { param: { id: titleId }, json: order };
    const why = await this.#ask((headers) =>
      answered<unknown>(this.#client.catalogue.titles[':id'].queue.$put(request, { headers })),
    );
    if (!why) this.tools.say('done', words);
    await this.tools.changed();
    return why;
  }

  async #send(words: string, work: (headers: Record<string, string>) => Promise<unknown>): Promise<void> {
    const why = await this.#ask(work);
    this.tools.say(why ? 'refused' : 'done', why || words);
    // Also after a refusal: the list on the page was not what the library has.
    await this.tools.changed();
  }

  async #ask(work: (headers: Record<string, string>) => Promise<unknown>): Promise<string> {
    const done = await this.#submission.send(async (headers) => {
      await work(headers);
      return true;
    });
    return done ? '' : this.#submission.failure || (this.#submission.fields[0]?.message ?? '');
  }
}
