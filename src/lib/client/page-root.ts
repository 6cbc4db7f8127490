import {
  getLocale,
  getTextDirection,
  isLocale,
  overwriteGetLocale,
  type Locale,
} from '$lib/paraglide/runtime.js';

type Root = Pick<HTMLElement, 'lang' | 'dir'>;

/**
 * Holds the page to one language, on `<html>` and in every message. It is the one in which the server drew the page; the
 * shell that a device draws by itself says none, there it is the reader's. Asking for the cookie, as each message would,
 * stops the page for as long as the browser takes to look.
 */
export function dressRoot(root: Root, locale: Locale = isLocale(root.lang) ? root.lang : getLocale()): void {
  overwriteGetLocale(() => locale);
  const dir = getTextDirection(locale);
  // Written again, even the same would make the browser look at the styles of everything.
  if (root.lang !== locale) root.lang = locale;
  if (root.dir !== dir) root.dir = dir;
}
