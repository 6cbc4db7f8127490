/** Runs one piece of work at a time, in the order in which it was given. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /** Answers when this work is over; work that fails does not stop what comes after it. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}
