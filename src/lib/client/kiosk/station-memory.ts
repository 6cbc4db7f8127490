import { getLocaleForUrl } from '$lib/paraglide/runtime.js';
import { dressRoot } from '../page-root';
import { HOME, type StationMemory } from './reset';

/** Chromium's and newer browsers' list of the entries of this tab. */
interface NavigationEntries {
  readonly currentEntry: { readonly index: number } | null;
  entries(): readonly { readonly index: number; readonly url: string | null }[];
}

function navigationOf(view: Window): NavigationEntries | undefined {
  return 'navigation' in view ? (view.navigation as NavigationEntries) : undefined;
}

/** How many entries back the first page of the station is; what was counted, where the browser does not say. */
function pagesBefore(view: Window, counted: () => number): number {
  const navigation = navigationOf(view);
  const current = navigation?.currentEntry?.index;
  if (!navigation || current === undefined) return counted();
  const first = navigation
    .entries()
    .find((entry) => entry.url !== null && new URL(entry.url).pathname.startsWith(HOME));
  return first ? Math.max(0, current - first.index) : 0;
}

async function reachable(): Promise<boolean> {
  try {
    return (await fetch('/api/health', { signal: AbortSignal.timeout(2500), cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

const yearSeconds = 365 * 24 * 3600;

interface Choices {
  /** Navigations inside the application so far, for browsers that keep no list. */
  counted: () => number;
  showHome: () => Promise<void>;
}

/** This browser as the memory of a station. */
export function stationMemory(view: Window & typeof globalThis, choices: Choices): StationMemory {
  const { document } = view;
  return {
    localStorage: view.localStorage,
    sessionStorage: view.sessionStorage,
    history: view.history,
    location: view.location,
    caches: 'caches' in view ? view.caches : undefined,
    pagesBefore: () => pagesBefore(view, choices.counted),
    setLocale: (locale) => {
      const age = locale === null ? 0 : yearSeconds;
      document.cookie = `locale=${locale ?? ''}; path=/; max-age=${age}; samesite=lax`;
      // Without a network no new page brings the language along.
      dressRoot(document.documentElement, getLocaleForUrl(view.location.href));
    },
    setTheme: (theme) => {
      if (theme === null) return void delete document.documentElement.dataset['theme'];
      document.documentElement.dataset['theme'] = theme;
      view.localStorage.setItem('theme', theme);
    },
    reachable,
    showHome: choices.showHome,
    settled: () =>
      new Promise((resolve) => {
        view.addEventListener('popstate', () => setTimeout(resolve, 0), { once: true });
        setTimeout(resolve, 800);
      }),
  };
}
