import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { LookupSource } from '$lib/contracts/marc';
import type { TitleImportProfiles } from '$lib/contracts/title-import';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => {
  const { lookup, 'import-profiles': profiles } = api(fetch).catalogue;
  return {
    sources: new Resource<{ items: LookupSource[] }>(() => answered(lookup.sources.$get())),
    profiles: new Resource<TitleImportProfiles>(() => answered(profiles.$get())),
  };
};
