import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({
  found: new Resource(async () => {
    const library = api(fetch);
    const [classes, sites] = await Promise.all([
      answered(library['form-classes'].$get({ query: {} })),
      answered(library.sites.$get()),
    ]);
    return { classes: classes.items, sites: sites.items };
  }),
});
