import { nextTask } from '../next-task';
import { pressAgain } from './early-press';
import { isEnrolledHere } from './read-station';
import { finishReset, isResetting, showFirstScreen, type StationMemory } from './reset';
import type { Station } from './station.svelte';
import type { StationDuties } from './station-duties';
import { startWatchdog } from './watchdog';

interface Start {
  readonly station: Station;
  readonly memory: StationMemory;
  readonly isPristine: () => boolean;
  /** Asks anew for what the page shows; the visitor stays where they are. */
  readonly renew: () => void;
  /** The search answers: what comes to life after it may. */
  readonly settled: () => void;
  /** The foot answers as well. */
  readonly complete: () => void;
}

const loadDuties = () => import('./station-duties');

function dutiesOf({ station, isPristine, renew }: Start, reload: () => void): StationDuties {
  return {
    enrolledHere: isEnrolledHere(),
    ...{ version: () => station.session?.version ?? '', state: () => station.session?.state },
    ...{ isPristine, reset: () => void station.startAgain(), reload, renew },
  };
}

/**
 * Brings a station to life that the server has drawn: what answers a touch at once, everything else in tasks of its own
 * after it. Returns the way to stop all of it.
 */
export function startStation(view: Window & typeof globalThis, start: Start): () => void {
  const { station, memory } = start;
  if (isResetting(view.sessionStorage)) void finishReset(memory);
  const reload = () => void showFirstScreen(memory);
  const stops = [
    station.watch(view),
    startWatchdog({ view, storage: view.localStorage, now: Date.now, reload }),
  ];
  const duties = dutiesOf(start, reload);
  pressAgain(view);
  let left = false;
  void nextTask()
    .then(start.settled)
    .then(nextTask)
    .then(start.complete)
    .then(nextTask)
    .then(loadDuties)
    .then(({ startDuties }) => left || stops.push(startDuties(duties)));
  return () => {
    left = true;
    stops.forEach((stop) => stop());
  };
}
