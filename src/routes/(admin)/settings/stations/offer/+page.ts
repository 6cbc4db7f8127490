import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { can, actor } = await parent();
  const library = api(fetch);
  const wanted = url.searchParams.get('site');
  return {
    choices: new Resource(async () => {
      const { items: all } = await answered(library.sites.$get());
      const items = can('sites.manage') ? all : all.filter(({ id }) => actor.siteIds.includes(id));
      const site = items.find(({ id }) => id === wanted) ?? items[0];
      if (!site) return { sites: items, site: undefined, settings: undefined };
      const asked = library.kiosk.sites[':siteId'].$get({ param: { siteId: site.id } });
      return { sites: items, site, settings: await answered(asked) };
    }),
  };
};
