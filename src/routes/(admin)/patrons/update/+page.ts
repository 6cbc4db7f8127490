import { batchTargetOf } from '$lib/client/patrons/batch-targets';
import { patronsApi } from '$lib/client/patrons/patrons-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => {
  const api = patronsApi(fetch);
  return {
    given: batchTargetOf(url.searchParams),
    choices: new Resource(async () => {
      const [sites, groups, levels, ownFields] = await Promise.all([
        api.sites(),
        api.groups(),
        api.levels().catch(() => []),
        api.fields(),
      ]);
      const named = {
        siteIds: sites,
        primarySiteId: sites,
        libraryGroupIds: groups,
        accessLevelIds: levels,
      };
      return { named, ownFields };
    }),
  };
};
