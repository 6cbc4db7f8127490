import { STATION_RELOADS } from './reset';

export interface WatchdogOptions {
  readonly view: Pick<Window, 'addEventListener' | 'removeEventListener' | 'setInterval' | 'clearInterval'>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly now: () => number;
  /** Makes the station as new. */
  readonly reload: () => void;
}

/** Faults within this time bring the page down: one alone may be a passing one. */
const WITHIN_MS = 60_000;
const MOST_FAULTS = 2;
/** The page looks at its own clock this often; a much longer pause means that it hung, or that the device slept. */
const BEAT_MS = 5000;
const HUNG_MS = 120_000;
/** More reloads than this in ten minutes would only be a blinking screen. */
const MOST_RELOADS = 3;
const RELOADS_MS = 10 * 60_000;

function reloadsOf(text: string | null, now: number): number[] {
  const times = (text ?? '').split(',').map(Number);
  return times.filter((time) => time > 0 && now - time < RELOADS_MS && time <= now);
}

/**
 * Loads a station anew that has gone wrong: a part of the application that can't be loaded at once, other faults when
 * they pile up, and a page that hung. Stops trying where loading anew does not help. Returns the way to stop it.
 */
export function startWatchdog({ view, storage, now, reload }: WatchdogOptions): () => void {
  let faults: number[] = [];
  let last = now();

  function bite(): void {
    const reloads = reloadsOf(storage.getItem(STATION_RELOADS), now());
    if (reloads.length >= MOST_RELOADS) return;
    storage.setItem(STATION_RELOADS, [...reloads, now()].join());
    reload();
  }
  function onfault(): void {
    faults = [...faults.filter((at) => now() - at < WITHIN_MS), now()];
    if (faults.length >= MOST_FAULTS) bite();
  }
  function beat(): void {
    const pause = now() - last;
    last = now();
    if (pause > HUNG_MS) bite();
  }

  view.addEventListener('error', onfault);
  view.addEventListener('unhandledrejection', onfault);
  view.addEventListener('vite:preloadError', bite);
  const timer = view.setInterval(beat, BEAT_MS);
  return () => {
    view.removeEventListener('error', onfault);
    view.removeEventListener('unhandledrejection', onfault);
    view.removeEventListener('vite:preloadError', bite);
    view.clearInterval(timer);
  };
}
