import type { StationContacted } from '$lib/contracts/kiosk';
import { dev } from '$app/environment';
import { answered } from '../api';
import { dropIndex, isNobody, openIndexStore, pullIndex } from './keep-index';
import { forgetKept } from './station-catalogue';

export interface StationDuties {
  /** The code was entered on this page: nothing is kept yet, and its first screen has been drawn from code that was here. */
  readonly enrolledHere: boolean;
  /** The version of the library that this page was loaded from. */
  readonly version: () => string;
  /** What the station was told that it is and offers. */
  readonly state: () => string | undefined;
  /** Asks for that anew; the visitor stays where they are. */
  readonly renew: () => void;
  /** Nobody is reading: the page may be loaded anew. */
  readonly isPristine: () => boolean;
  readonly reset: () => void;
  readonly reload: () => void;
}

const CONTACT_MS = 60_000;
const INDEX_MS = 15 * 60_000;
/** The first screen comes first. */
const FIRST_INDEX_MS = 8000;
/** After an enrolment there is little to wait for, and whoever did it may carry the station away at once. */
const ENROLLED_INDEX_MS = 1000;

async function contact(version: string): Promise<StationContacted> {
  return answered<StationContacted>(
    fetch('/api/kiosk/contact', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version }),
    }),
  );
}

/** Says that the station is there, and does what it is asked. Without an answer nothing happens. */
async function call(duties: StationDuties): Promise<void> {
  try {
    const { order, version, state } = await contact(duties.version());
    if (order === 'reload') duties.reload();
    else if (order === 'reset') duties.reset();
    else if (version !== duties.version() && duties.isPristine()) duties.reload();
    else if (state !== duties.state()) duties.renew();
  } catch (error) {
    // Revoked: the first page of the station asks for a code.
    if (isNobody(error)) duties.reload();
  }
}

async function keepCatalogue(): Promise<void> {
  const store = await openIndexStore();
  if (!store) return;
  try {
    if (await pullIndex(store, Date.now)) forgetKept();
  } catch (error) {
    if (isNobody(error)) await dropIndex();
  }
}

const loadRegister = () => import('../pwa/register');

/** Loads what the duties take, so that they can be begun where the network has gone meanwhile. */
export async function prepareDuties(): Promise<void> {
  await (await loadRegister()).loadWorkbox();
}

/** So that a station that is started without a network has its pages. A new version comes with the next page. */
function keepPages({ isPristine }: StationDuties): void {
  if (dev) return;
  const wishes = { face: 'kiosk', safe: isPristine, updated: (apply: () => void) => apply() } as const;
  void loadRegister()
    .then(({ registerWorker }) => registerWorker(wishes))
    .catch(() => undefined);
}

/** What a station does by itself: call once a minute, keep the catalogue and its own code. Returns the way to stop. */
export function startDuties(duties: StationDuties): () => void {
  const first = setTimeout(
    () => {
      void keepCatalogue();
      if (duties.state() !== undefined) keepPages(duties);
    },
    duties.enrolledHere ? ENROLLED_INDEX_MS : FIRST_INDEX_MS,
  );
  const calls = setInterval(() => void call(duties), CONTACT_MS);
  const pulls = setInterval(() => void keepCatalogue(), INDEX_MS);
  void call(duties);
  return () => {
    clearTimeout(first);
    clearInterval(calls);
    clearInterval(pulls);
  };
}
