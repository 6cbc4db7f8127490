/** The parts of a browser that could remember a visitor. */
export interface StationMemory {
  readonly localStorage: Storage;
  readonly sessionStorage: Storage;
  readonly history: Pick<History, 'go' | 'pushState' | 'replaceState'>;
  readonly location: Pick<Location, 'replace'>;
  readonly caches: Pick<CacheStorage, 'keys' | 'delete'> | undefined;
  /** Pages of this visit before the one that is shown. */
  pagesBefore(): number;
  setLocale(locale: string | null): void;
  setTheme(theme: string | null): void;
  /** Whether the server would answer a new page. */
  reachable(): Promise<boolean>;
  /** Shows the first page without asking the server for it. */
  showHome(): Promise<void>;
  /** Resolves when a step back through the history has been taken, or will not be. */
  settled(): Promise<void>;
}

export const HOME = '/kiosk';

/** What the station itself was set up with; everything else is a visitor's. */
export const STATION_THEME = 'station.theme';
export const STATION_LOCALE = 'station.locale';
/** When the watchdog loaded the station anew. */
export const STATION_RELOADS = 'station.reloads';
const KEPT: readonly string[] = [STATION_THEME, STATION_LOCALE, STATION_RELOADS];

/** The catalogue that a station keeps for when there is no network: the same for every visitor. */
export const STATION_CACHE = 'carrel-station-index';
/** Caches that hold nothing of a visitor: the application's own code and the catalogue as a whole. */
const isOfNobody = (name: string): boolean =>
  name === STATION_CACHE || /precache|^carrel-(code-|faces$)/.test(name);

const RESETTING = 'kiosk.resetting';

function clear(storage: Storage, kept: readonly string[]): void {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at));
  for (const key of keys) if (key !== null && !kept.includes(key)) storage.removeItem(key);
}

/** Any cache but those of nobody could hold what was looked at. */
async function clearCaches(caches: StationMemory['caches']): Promise<void> {
  if (!caches) return;
  const others = (await caches.keys()).filter((name) => !isOfNobody(name));
  await Promise.all(others.map((name) => caches.delete(name)));
}

/**
 * Makes the station as it was before the visitor came: text, pages, choices, storage, caches and the history behind
 * the Back and Forward buttons. Without a network the same page goes on from its first screen.
 */
export async function startAgain(station: StationMemory): Promise<void> {
  const theme = station.localStorage.getItem(STATION_THEME);
  const locale = station.localStorage.getItem(STATION_LOCALE);
  clear(station.localStorage, KEPT);
  clear(station.sessionStorage, []);
  station.setTheme(theme);
  station.setLocale(locale);
  await clearCaches(station.caches).catch(() => undefined);
  const before = station.pagesBefore();
  if (before > 0) {
    station.sessionStorage.setItem(RESETTING, 'yes');
    station.history.go(-before);
    await station.settled();
  }
  await finishReset(station);
}

/** True on a page that a reset in progress led back to; the reset then goes on with `finishReset`. */
export const isResetting = (storage: Storage): boolean => storage.getItem(RESETTING) === 'yes';

/**
 * The last step, on the first page of the visit: a new entry in the history drops all that lay ahead, and the one
 * behind it becomes the first screen.
 */
export async function finishReset(station: StationMemory): Promise<void> {
  station.sessionStorage.removeItem(RESETTING);
  station.history.replaceState(null, '', HOME);
  station.history.pushState(null, '', HOME);
  await showFirstScreen(station);
}

/** Loads the first screen anew. Without a network the browser would show a page of its own, and the station would be gone. */
export async function showFirstScreen(station: StationMemory): Promise<void> {
  if (await station.reachable()) station.location.replace(HOME);
  else await station.showHome();
}
