import { error } from '@sveltejs/kit';
import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params }) => {
  const { sites } = api(fetch);
  return {
    siteId: params.id,
    site: new Resource(async () => {
      const { items } = await answered(sites.$get());
      const site = items.find((one) => one.id === params.id) ?? error(404);
      return { site, sites: items };
    }),
    calendar: new Resource(() => answered(sites[':id'].calendar.$get({ param: { id: params.id } }))),
  };
};
