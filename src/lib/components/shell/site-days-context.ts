import { getContext, setContext } from 'svelte';
import { presentTime } from '$lib/client/present';
import { siteDaysOf, type SiteDays } from '$lib/client/site-days';

const KEY = Symbol('site-days');

export const setSiteDays = (days: SiteDays): SiteDays => setContext(KEY, days);

/** The days of the sites on pages that know them; those of the browser elsewhere. */
export const siteDays = (): SiteDays =>
  getContext<SiteDays | undefined>(KEY) ?? siteDaysOf([], undefined, presentTime);
