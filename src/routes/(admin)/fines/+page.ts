import { finesApi } from '$lib/client/fines/fines-api';
import { OwingList } from '$lib/client/fines/owing-list.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => {
  const site = url.searchParams.get('site') ?? '';
  return { site, list: new OwingList(finesApi(fetch), site) };
};
