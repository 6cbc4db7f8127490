import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { ImportRun, TitleImportProfiles } from '$lib/contracts/title-import';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => {
  const { imports, 'import-profiles': profiles } = api(fetch).catalogue;
  return {
    profiles: new Resource<TitleImportProfiles>(() => answered(profiles.$get())),
    runs: new Resource<{ items: ImportRun[] }>(() => answered(imports.$get())),
  };
};
