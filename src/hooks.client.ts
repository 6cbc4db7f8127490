import type { ClientInit } from '@sveltejs/kit';
import { nextTask, whenIdle } from '$lib/client/next-task';
import { dressRoot } from '$lib/client/page-root';
import { isStationPath } from '$lib/domain/kiosk/station-path';
import { getLocale } from '$lib/paraglide/runtime.js';

/** A station that never comes to rest comes to life all the same. */
const MOST_IDLE_MS = 500;

/**
 * Before anything is drawn, and as a part of the app: a script in the page itself would break the CSP. The browser's tables
 * of languages are opened by whoever asks first, which takes a while: meanwhile, so that no page stands still for it.
 */
export const init: ClientInit = async () => {
  dressRoot(document.documentElement);
  // A station's first screen does without these tables. What is pressed meanwhile is taken up when the page has come to life.
  if (isStationPath(location.pathname)) return whenIdle(MOST_IDLE_MS);
  setTimeout(() => new Intl.PluralRules(getLocale()));
  // The scripts have just been read, which was a task as well.
  await nextTask();
};
