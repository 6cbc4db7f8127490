import type { Loaded, Missing } from '../catalogue/read-catalogue';

/** What a page's load brought last. The old value stays on the page until the next one has come. */
export class Latest<T> {
  value = $state.raw<T>();
  /** Why the last answer is not there; nothing while it is. */
  why = $state<Missing>();
  busy = $state(true);
  #turn = 0;

  /** Waits for an answer; one that was overtaken by a later one is dropped. Never rejects. */
  async take(coming: Promise<Loaded<T>>): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    const answer = await coming;
    if (turn !== this.#turn) return;
    this.busy = false;
    this.why = answer.ok ? undefined : answer.why;
    if (answer.ok) this.value = answer.value;
  }
}
