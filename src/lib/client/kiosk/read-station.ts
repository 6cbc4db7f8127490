import { browser } from '$app/environment';
import type { KioskSession } from '$lib/contracts/kiosk';
import { answered } from '../api';
import { missing, type Loaded, type Missing } from '../catalogue/read-catalogue';
import { nextTask } from '../next-task';

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
