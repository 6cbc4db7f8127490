import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({
  found: new Resource(async () => {
    const library = api(fetch);
    const [automations, sites] = await Promise.all([
      answered(library.imports.automatic.$get()),
      answered(library.sites.$get()),
    ]);
    return { ...automations, sites: sites.items };
  }),
});
