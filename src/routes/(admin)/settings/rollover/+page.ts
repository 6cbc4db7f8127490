import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({
  rollover: new Resource(async () => {
    const library = api(fetch);
    const [view, sites] = await Promise.all([
      answered(library.rollover.$get()),
      answered(library.sites.$get()),
    ]);
    return { view, sites: sites.items };
  }),
});
