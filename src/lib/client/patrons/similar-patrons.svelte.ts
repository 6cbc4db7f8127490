import type { SimilarPatrons, SimilarTo } from '$lib/contracts/similar-patrons';

/** Typing is over when nothing was typed for this long, ms. */
const PAUSE_MS = 400;

export const NOBODY_ALIKE: SimilarPatrons = { items: [], total: 0, elsewhere: false };

/** Whether there is anything in it that people are told apart by. */
const saysSomething = ({ givenName, preferredName, surname, primaryEmail, adminSystemId }: SimilarTo) =>
  Boolean(primaryEmail?.trim() || adminSystemId?.trim()) ||
  Boolean(surname?.trim() && (givenName?.trim() || preferredName?.trim()));

/** Who is registered already and may be the person in the form; asked when typing pauses. It never blocks anything. */
export class Alike {
  found = $state.raw<SimilarPatrons>(NOBODY_ALIKE);
  readonly #ask: (person: SimilarTo) => Promise<SimilarPatrons>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = '';
  #turn = 0;

  constructor(ask: (person: SimilarTo) => Promise<SimilarPatrons>) {
    this.#ask = ask;
  }

  /** The form says this now. The same again asks nothing. */
  typed(person: SimilarTo): void {
    const key = JSON.stringify(person);
    if (key === this.#asked) return;
    this.#asked = key;
    this.stop();
    if (!saysSomething(person)) this.found = NOBODY_ALIKE;
    else this.#timer = setTimeout(() => void this.#look(person), PAUSE_MS);
  }

  /** What is on its way is no longer wanted. */
  stop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  async #look(person: SimilarTo): Promise<void> {
    const turn = this.#turn;
    // A warning that does not come is no reason to stop somebody who registers.
    const found = await this.#ask(person).catch(() => NOBODY_ALIKE);
    if (turn === this.#turn) this.found = found;
  }
}
