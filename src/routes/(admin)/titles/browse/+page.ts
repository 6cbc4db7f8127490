import { loadBrowse } from '$lib/client/catalogue/load-browse';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => ({
  browsed: await loadBrowse(fetch, '/catalogue', url.searchParams),
});
