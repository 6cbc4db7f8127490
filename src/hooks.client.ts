import type { ClientInit } from '@sveltejs/kit';
import { dressRoot } from '$lib/client/page-root';
import { getLocale } from '$lib/paraglide/runtime.js';

/**
 * Before anything is drawn, and as a part of the app: a script in the page itself would break the CSP. The browser's tables
 * of languages are opened by whoever asks first, which takes a while: meanwhile, so that no page stands still for it.
 */
export const init: ClientInit = () => {
  dressRoot(document.documentElement);
  setTimeout(() => new Intl.PluralRules(getLocale()));
};
