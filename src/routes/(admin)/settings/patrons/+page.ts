import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => {
  const library = api(fetch);
  return {
    wanted: url.searchParams.get('site') ?? '',
    choices: new Resource(async () => {
      const [fields, sites] = await Promise.all([
        answered(library['patron-fields'].$get({ query: {} })),
        answered(library.sites.$get()),
      ]);
      return { fields: fields.items, sites: sites.items };
    }),
  };
};
