import { readSites } from '$lib/client/titles/read-sites';
import type { LayoutLoad } from './$types';

/** Asked once, not with every site that is chosen. */
export const load: LayoutLoad = async ({ fetch, parent }) => {
  const [sites, { can, actor }] = await Promise.all([readSites(fetch), parent()]);
  // Whoever may search the district sees every site's money, the others that of their own.
  return { sites: sites.filter(({ id }) => can('patrons.searchDistrict') || actor.siteIds.includes(id)) };
};
