import type { Hold } from '$lib/contracts/holds';
import type { Page } from '$lib/contracts/shared';
import type { Loaded, Missing } from '../catalogue/read-catalogue';
import { readHolds, type HoldQuestion } from './read-holds';

/** A list of holds that grows at its end. The old rows stay on the page until the next ones have come. */
export class HoldList {
  items = $state.raw<readonly Hold[]>();
  total = $state(0);
  why = $state<Missing>();
  busy = $state(true);
  #cursor = $state<string>();
  #question: HoldQuestion | undefined;
  #turn = 0;
  readonly #fetch: typeof fetch;

  constructor(fetcher: typeof fetch = fetch) {
    this.#fetch = (target, options) => fetcher(target, options);
  }

  get hasMore(): boolean {
    return this.#cursor !== undefined;
  }

  /** Waits for the first rows of an answer; rows of another question are taken away. Never rejects. */
  async take(question: HoldQuestion, coming: Promise<Loaded<Page<Hold>>>): Promise<void> {
    const other = this.#question?.site !== question.site || this.#question.status !== question.status;
    if (other) this.items = undefined;
    this.#question = question;
    await this.#show(coming, []);
  }

  /** Adds the rows that follow. A row that moved meanwhile is shown once. Never rejects. */
  async more(): Promise<void> {
    const question = this.#question;
    if (!question || this.busy) return;
    const shown = this.items ?? [];
    await this.#show(readHolds(this.#fetch, question, this.#cursor), shown);
  }

  async #show(coming: Promise<Loaded<Page<Hold>>>, before: readonly Hold[]): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    const answer = await coming;
    if (turn !== this.#turn) return;
    this.busy = false;
    this.why = answer.ok ? undefined : answer.why;
    if (!answer.ok) return;
    const { items, total, nextCursor } = answer.value;
    const isNew = (id: string) => items.every((item) => item.id !== id);
    this.items = [...before.filter(({ id }) => isNew(id)), ...items];
    this.total = total;
    this.#cursor = nextCursor;
  }
}
