import { patronsApi } from '$lib/client/patrons/patrons-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => {
  const api = patronsApi(fetch);
  return {
    choices: new Resource(async () => {
      const [sites, groups] = await Promise.all([api.sites(), api.groups()]);
      return { sites, groups };
    }),
  };
};
