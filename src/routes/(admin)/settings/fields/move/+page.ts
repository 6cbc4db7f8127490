import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => {
  const library = api(fetch);
  return {
    choices: new Resource(async () => {
      const [fields, sites] = await Promise.all([
        answered(library['patron-fields'].$get({ query: {} })),
        answered(library.sites.$get()),
      ]);
      return { fields: fields.items, sites: sites.items };
    }),
  };
};
