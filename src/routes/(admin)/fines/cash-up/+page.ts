import { finesApi } from '$lib/client/fines/fines-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

/** Without a day, the site's own today. */
export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const site = url.searchParams.get('site') ?? actor.siteIds[0] ?? '';
  const day = url.searchParams.get('day') ?? '';
  const till = url.searchParams.get('till') ?? '';
  return { site, cashUp: new Resource(() => finesApi(fetch).cashUp(site, day, till)) };
};
