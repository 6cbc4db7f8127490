import { getLocale, getTextDirection } from '$lib/paraglide/runtime.js';

/**
 * Sets the reader's language on `<html>`. The server does so for every page that it draws; the shell that a device
 * draws by itself was made once, in one language.
 */
export function dressRoot(root: Pick<HTMLElement, 'lang' | 'dir'>): void {
  const locale = getLocale();
  root.lang = locale;
  root.dir = getTextDirection(locale);
}
