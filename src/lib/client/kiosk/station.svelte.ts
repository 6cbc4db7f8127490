import { browser } from '$app/environment';
import type { KioskSession } from '$lib/contracts/kiosk';
import { KIOSK_DEFAULTS, type KioskSettings } from '$lib/contracts/kiosk-settings';
import { answered } from '../api';
import { missing, type Loaded, type Missing } from '../catalogue/read-catalogue';
import { nextTask } from '../next-task';
import { Sounds, type Outcome } from '../scanner/sounds';
import type { VisitorChoices } from './choices.svelte';
import { IdleWatch } from './idle';
import { startAgain, type StationMemory } from './reset';

/**
 * What this page, or the one before it, was told last: it goes on as that station while the library can't be reached.
 * Only in a browser: a server that draws the first screen of many stations remembers none.
 */
let known: KioskSession | undefined;

/** Not needed for the first screen; without a network it is there where it was loaded once. */
const keeping = () => import('./keep-session');

/** What this station is; `nobody` where this browser is not enrolled. */
export async function readStation(fetcher: typeof fetch): Promise<Loaded<KioskSession>> {
  try {
    const told = await answered<KioskSession>(fetcher('/api/kiosk/session'));
    if (browser) remember(told);
    return { ok: true, value: told };
  } catch (error) {
    const why = missing(error);
    return browser ? goOn(why) : { ok: false, why };
  }
}

function remember(told: KioskSession): void {
  known = told;
  void nextTask()
    .then(keeping)
    .then(({ keepSession }) => keepSession(told))
    .catch(() => undefined);
}

/** As the station that it was, where the library can't be reached; as none, where it is none any more. */
async function goOn(why: Missing): Promise<Loaded<KioskSession>> {
  if (why === 'nobody') await (await keeping()).forgetStation().catch(() => undefined);
  if (why !== 'offline' && why !== 'busy') return { ok: false, why };
  known ??= await keeping()
    .then(({ keptSession }) => keptSession())
    .catch(() => undefined);
  return known ? { ok: true, value: known } : { ok: false, why };
}

/** This page made its browser the station, so nothing is kept there yet. */
let enrolledHere = false;

export const isEnrolledHere = (): boolean => enrolledHere;

/** Exchanges an enrolment code for this browser's own credential. @throws ApiError, Unreachable. */
export async function enrolStation(code: string): Promise<void> {
  await answered<unknown>(
    fetch('/api/kiosk/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    }),
  );
  enrolledHere = true;
}

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
