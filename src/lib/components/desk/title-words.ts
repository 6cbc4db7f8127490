import { getLocale } from '$lib/paraglide/runtime.js';

/** A language code of a record (MARC or BCP 47) as the tag that `lang` wants; nothing for one that is none. */
export function langTag(code: string | null | undefined): string | undefined {
  if (!code) return undefined;
  try {
    return Intl.getCanonicalLocales(code)[0];
  } catch {
    return undefined;
  }
}

/** The time of day at a site: "10:52". `at` in ms since epoch, `timeZone` IANA. */
export const timeOf = (at: number, timeZone = 'UTC'): string =>
  new Intl.DateTimeFormat(getLocale(), {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
  }).format(at);
