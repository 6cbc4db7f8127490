import { readSites } from '$lib/client/titles/read-sites';
import type { LayoutLoad } from './$types';

/** Asked once, not with every search. */
export const load: LayoutLoad = async ({ fetch }) => ({ sites: await readSites(fetch) });
