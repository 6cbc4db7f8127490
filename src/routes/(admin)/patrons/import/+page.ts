import { patronsApi } from '$lib/client/patrons/patrons-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => {
  const api = patronsApi(fetch);
  return {
    choices: new Resource(async () => {
      const [sites, groups, levels] = await Promise.all([
        api.sites(),
        api.groups(),
        // Who may not see them is not told which ones a file names wrongly until the library looks.
        api.levels().catch(() => undefined),
      ]);
      const names = {
        sites: sites.map(({ id, code, name }) => ({ id, names: [id, code, name] })),
        groups: groups.map(({ id, name }) => ({ id, names: [id, name] })),
        levels: levels?.map(({ id, name }) => ({ id, names: [id, name] })),
      };
      return { sites, groups, names };
    }),
  };
};
