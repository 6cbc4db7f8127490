import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => {
  const library = api(fetch);
  const wanted = url.searchParams.get('site');
  return {
    choices: new Resource(async () => {
      const { items } = await answered(library.sites.$get());
      const site = items.find(({ id }) => id === wanted) ?? items[0];
      if (!site) return { sites: items, site: undefined, settings: undefined };
      const asked = library.kiosk.sites[':siteId'].$get({ param: { siteId: site.id } });
      return { sites: items, site, settings: await answered(asked) };
    }),
  };
};
