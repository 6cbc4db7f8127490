import type { ClientInit } from '@sveltejs/kit';
import { nextTask } from '$lib/client/next-task';
import { dressRoot } from '$lib/client/page-root';
import { getLocale } from '$lib/paraglide/runtime.js';

/** A station's first screen does without these tables. */
const OF_STATIONS = /^\/kiosk(\/|$)/;

/**
 * Before anything is drawn, and as a part of the app: a script in the page itself would break the CSP. The browser's tables
 * of languages are opened by whoever asks first, which takes a while: meanwhile, so that no page stands still for it.
 */
export const init: ClientInit = async () => {
  dressRoot(document.documentElement);
  if (!OF_STATIONS.test(location.pathname)) setTimeout(() => new Intl.PluralRules(getLocale()));
  // The scripts have just been read, which was a task as well.
  await nextTask();
};
