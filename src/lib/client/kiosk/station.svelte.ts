import type { KioskSession } from '$lib/contracts/kiosk';
import { answered } from '../api';
import { missing, type Loaded } from '../catalogue/read-catalogue';
import { IdleWatch } from './idle';
import { startAgain, type StationMemory } from './reset';

/** What this station is; `nobody` where this browser is not enrolled. */
export async function readStation(fetcher: typeof fetch): Promise<Loaded<KioskSession>> {
  try {
    return { ok: true, value: await answered<KioskSession>(fetcher('/api/kiosk/session')) };
  } catch (error) {
    return { ok: false, why: missing(error) };
  }
}

/** Exchanges an enrolment code for this browser's own credential. @throws ApiError, Unreachable. */
export async function enrolStation(code: string): Promise<void> {
  await answered<unknown>(
    fetch('/api/kiosk/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    }),
  );
}

interface StationOptions {
  readonly memory: StationMemory;
  readonly now: () => number;
  /** Asked anew at each start: a station that began without a network learns it later. */
  readonly idleSeconds: () => number;
  /** Whether the first screen stands there as it was, so that there is nothing to forget. */
  readonly isPristine: () => boolean;
}

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'] as const;

/** One visit at a station: what was typed, where the results were, and when nobody is there any more. */
export class Station {
  /** The words in the search field. */
  q = $state('');
  /** The address of the last results of this visit, to go back to from a title. */
  results = $state<string>();
  /** Seconds until the station starts again, while the warning stands. */
  secondsLeft = $state<number>();
  resetting = $state(false);
  readonly #options: StationOptions;
  readonly #watch: IdleWatch;

  constructor(options: StationOptions) {
    this.#options = options;
    this.#watch = new IdleWatch({
      idleMs: () => options.idleSeconds() * 1000,
      now: options.now,
      onwarn: (left) => this.#warn(left),
      onactive: () => (this.secondsLeft = undefined),
      onidle: () => void this.startAgain(),
    });
  }

  /** Begins to watch for somebody; returns the way to stop. */
  watch(view: Window): () => void {
    const touch = () => this.stay();
    const passive = { passive: true, capture: true };
    for (const sign of SIGNS) view.addEventListener(sign, touch, passive);
    this.#watch.start();
    return () => {
      for (const sign of SIGNS) view.removeEventListener(sign, touch, passive);
      this.#watch.stop();
    };
  }

  /** Somebody is still there. */
  stay(): void {
    this.#watch.touch();
  }

  /** Forgets this visitor. */
  async startAgain(): Promise<void> {
    if (this.resetting) return;
    this.resetting = true;
    this.secondsLeft = undefined;
    this.q = '';
    this.results = undefined;
    await startAgain(this.#options.memory);
    this.resetting = false;
    this.#watch.start();
  }

  #warn(left: number): void {
    if (this.#options.isPristine()) this.#watch.touch();
    else this.secondsLeft = left;
  }
}
