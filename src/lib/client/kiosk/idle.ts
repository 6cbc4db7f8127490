/** When a station is left alone. Times in ms; `now` of any clock that goes forward. */
export interface IdleOptions {
  readonly idleMs: () => number;
  readonly now: () => number;
  /** Once a second while the warning stands: whole seconds that are left. */
  readonly onwarn: (secondsLeft: number) => void;
  /** Somebody is there after all. */
  readonly onactive: () => void;
  /** Nobody is there any more; the watch has stopped. */
  readonly onidle: () => void;
}

/** The warning a reader gets: 20 seconds, on short stations half of the time. */
const warningMs = (idleMs: number): number => Math.min(20_000, Math.floor(idleMs / 2));

/**
 * Counts the time since somebody last touched the station. It measures against the clock and not by counting ticks, so
 * that a station that slept resets as soon as it wakes.
 */
export class IdleWatch {
  readonly #options: IdleOptions;
  #last = 0;
  #warned = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: IdleOptions) {
    this.#options = options;
  }

  start(): void {
    this.stop();
    this.#last = this.#options.now();
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#warned = false;
  }

  /** Somebody touched, typed or moved. After the time is up it is too late. */
  touch(): void {
    if (this.#timer === undefined || this.#left() <= 0) return;
    this.#last = this.#options.now();
    if (this.#warned) this.#options.onactive();
    this.#warned = false;
  }

  #left(): number {
    return this.#last + this.#options.idleMs() - this.#options.now();
  }

  #tick(): void {
    const left = this.#left();
    if (left > warningMs(this.#options.idleMs())) return;
    if (left <= 0) {
      this.stop();
      this.#options.onidle();
      return;
    }
    this.#warned = true;
    this.#options.onwarn(Math.ceil(left / 1000));
  }
}
