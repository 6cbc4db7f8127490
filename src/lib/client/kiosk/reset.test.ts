import { describe, expect, it } from 'vitest';
import {
  finishReset,
  isResetting,
  startAgain,
  STATION_LOCALE,
  STATION_THEME,
  type StationMemory,
} from './reset';

class FakeStorage implements Storage {
  readonly #kept = new Map<string, string>();
  [name: string]: unknown;
  get length() {
    return this.#kept.size;
  }
  clear = () => this.#kept.clear();
  getItem = (key: string) => this.#kept.get(key) ?? null;
  key = (at: number) => [...this.#kept.keys()][at] ?? null;
  removeItem = (key: string) => void this.#kept.delete(key);
  setItem = (key: string, value: string) => void this.#kept.set(key, value);
  keys = () => [...this.#kept.keys()];
}

/** A tab with a history as browsers keep it. */
function tab(entries: string[], { reachable = true } = {}) {
  const local = new FakeStorage();
  const session = new FakeStorage();
  const done: string[] = [];
  let at = entries.length - 1;
  const cacheNames = ['carrel-precache-v1', 'pages'];
  const station: StationMemory = {
    localStorage: local,
    sessionStorage: session,
    caches: {
      keys: () => Promise.resolve([...cacheNames]),
      delete: (name) => Promise.resolve(cacheNames.splice(cacheNames.indexOf(name), 1).length > 0),
    },
    history: {
      go: (by = 0) => {
        at += by;
      },
      replaceState: (_state, _title, url) => {
        entries[at] = String(url);
      },
      pushState: (_state, _title, url) => {
        entries.splice(at + 1, entries.length, String(url));
        at += 1;
      },
    },
    location: { replace: (url) => done.push(`load ${String(url)}`) },
    pagesBefore: () => at,
    setLocale: (locale) => done.push(`locale ${locale}`),
    setTheme: (theme) => done.push(`theme ${theme}`),
    reachable: () => Promise.resolve(reachable),
    showHome: () => {
      done.push('home');
      return Promise.resolve();
    },
    settled: () => Promise.resolve(),
  };
  return { station, local, session, done, cacheNames, entries, at: () => at };
}

const visit = ['/kiosk', '/kiosk/search?q=secret', '/kiosk/titles/1', '/kiosk/search?q=other'];

describe('start again', () => {
  it('leaves nothing of the visit in the history, back or forward', async () => {
    const one = tab([...visit]);
    await startAgain(one.station);
    expect(one.entries).toEqual(['/kiosk', '/kiosk']);
    expect(one.at()).toBe(1);
    expect(one.done.at(-1)).toBe('load /kiosk');
  });

  it('does so where the visit began with a search, and where it is on its first page', async () => {
    const one = tab(['/kiosk/search?q=secret']);
    await startAgain(one.station);
    expect(one.entries).toEqual(['/kiosk', '/kiosk']);
  });

  it('may be asked for again and again without the history growing', async () => {
    const one = tab([...visit]);
    for (let times = 0; times < 5; times += 1) await startAgain(one.station);
    expect(one.entries).toEqual(['/kiosk', '/kiosk']);
  });

  it('clears what a visitor left and keeps what the station was set up with', async () => {
    const one = tab(['/kiosk']);
    one.local.setItem('theme', 'contrast');
    one.local.setItem(STATION_THEME, 'dark');
    one.local.setItem(STATION_LOCALE, 'es');
    one.local.setItem('recent', 'secret');
    one.session.setItem('sveltekit:snapshot', 'secret');
    await startAgain(one.station);
    expect(one.local.keys().sort()).toEqual([STATION_LOCALE, STATION_THEME]);
    expect(one.session.keys()).toEqual([]);
    expect(one.done).toContain('theme dark');
    expect(one.done).toContain('locale es');
    expect(one.cacheNames).toEqual(['carrel-precache-v1']);
  });

  it('goes on after a step back that loaded another page', async () => {
    const one = tab([...visit]);
    const never = new Promise<void>(() => undefined);
    void startAgain({ ...one.station, settled: () => never });
    await new Promise((resolve) => setTimeout(resolve));
    expect(isResetting(one.session)).toBe(true);
    await finishReset(one.station);
    expect(isResetting(one.session)).toBe(false);
    expect(one.entries).toEqual(['/kiosk', '/kiosk']);
  });

  it('stays on its page without a network, on the first screen', async () => {
    const one = tab([...visit], { reachable: false });
    await startAgain(one.station);
    expect(one.done).toContain('home');
    expect(one.done.some((step) => step.startsWith('load'))).toBe(false);
    expect(one.entries).toEqual(['/kiosk', '/kiosk']);
  });
});
