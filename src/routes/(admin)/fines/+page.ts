import { redirect } from '@sveltejs/kit';
import { finesApi } from '$lib/client/fines/fines-api';
import { OwingList } from '$lib/client/fines/owing-list.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { can } = await parent();
  // Whoever excuses fines need not see them one by one.
  if (!can('fines.view')) redirect(302, '/fines/excuse');
  const site = url.searchParams.get('site') ?? '';
  return { site, list: new OwingList(finesApi(fetch), site) };
};
