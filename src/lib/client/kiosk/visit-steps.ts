/** A navigation as the router tells it; `delta` in entries, where it goes along the history. */
interface Step {
  readonly type: string;
  readonly delta?: number | undefined;
}

/** Counts the pages of a visit before the one that is shown, for browsers that keep no list of them. */
export class VisitSteps {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  take({ type, delta }: Step): void {
    if (type === 'popstate') this.#count = Math.max(0, this.#count + (delta ?? 0));
    else if (type !== 'enter') this.#count += 1;
  }
}
