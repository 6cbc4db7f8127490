import type { KioskSession } from '$lib/contracts/kiosk';
import { KIOSK_DEFAULTS, type KioskSettings } from '$lib/contracts/kiosk-settings';
import { Sounds, type Outcome } from '../scanner/sounds';
import type { VisitorChoices } from './choices.svelte';
import { IdleWatch } from './idle';
import { startAgain, type StationMemory } from './reset';

const IDLE_SECONDS = 60;

interface StationOptions {
  /** Asked only in a browser. */
  readonly memory: () => StationMemory;
  readonly choices: VisitorChoices;
  readonly now: () => number;
  /** Asked anew each time: a station that began without a network learns it later. */
  readonly session: () => KioskSession | undefined;
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
  /** Nobody has been here for a while: covers move, and a touch begins. */
  attracting = $state(false);
  readonly choices: VisitorChoices;
  readonly #options: StationOptions;
  readonly #watch: IdleWatch;
  readonly #sounds = new Sounds(() => this.settings.sound);
  #touchedAt = 0;

  constructor(options: StationOptions) {
    this.#options = options;
    this.choices = options.choices;
    this.#watch = new IdleWatch({
      idleMs: () => (options.session()?.idleSeconds ?? IDLE_SECONDS) * 1000,
      now: options.now,
      onwarn: (left) => this.#warn(left),
      onactive: () => (this.secondsLeft = undefined),
      onidle: () => void this.startAgain(),
    });
  }

  get session(): KioskSession | undefined {
    return this.#options.session();
  }

  /** What the site of this station offers; the quiet defaults until that is known. */
  get settings(): KioskSettings {
    return this.session?.settings ?? KIOSK_DEFAULTS;
  }

  /** A short tone, where the site wants any. */
  say(outcome: Outcome): void {
    this.#sounds.play(outcome);
  }

  /** Somebody has come. */
  begin(): void {
    this.attracting = false;
    this.stay();
  }

  /** Begins to watch for somebody; returns the way to stop. */
  watch(view: Window): () => void {
    const touch = () => this.stay();
    const passive = { passive: true, capture: true };
    for (const sign of SIGNS) view.addEventListener(sign, touch, passive);
    this.#touchedAt = this.#options.now();
    this.#watch.start();
    const timer = view.setInterval(() => this.#attract(), 1000);
    return () => {
      for (const sign of SIGNS) view.removeEventListener(sign, touch, passive);
      view.clearInterval(timer);
      this.#watch.stop();
      this.#sounds.close();
    };
  }

  /** Somebody is still there. */
  stay(): void {
    this.#touchedAt = this.#options.now();
    this.#watch.touch();
  }

  /** A page of results, at its address on the station: what was looked for stands in the search field again. */
  found(results: URL): void {
    this.results = results.pathname + results.search;
    this.q = results.searchParams.get('q') ?? '';
  }

  /** Forgets this visitor. */
  async startAgain(): Promise<void> {
    if (this.resetting) return;
    this.resetting = true;
    this.secondsLeft = undefined;
    this.q = '';
    this.results = undefined;
    this.choices.forget();
    await startAgain(this.#options.memory());
    this.resetting = false;
    this.#watch.start();
  }

  #attract(): void {
    const { attractSeconds } = this.settings;
    const quiet = this.#options.now() - this.#touchedAt;
    if (attractSeconds === 0 || this.resetting || this.attracting) return;
    if (quiet >= attractSeconds * 1000 && this.#options.isPristine()) this.attracting = true;
  }

  #warn(left: number): void {
    if (this.#options.isPristine()) this.#watch.touch();
    else this.secondsLeft = left;
  }
}
