import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

/** The matrix with everything that its rows speak of. */
export const load: PageLoad = ({ fetch }) => {
  const library = api(fetch);
  const ask = async () => {
    const [rules, sites, groups, types, district] = await Promise.all([
      answered(library['circulation-rules'].$get()),
      answered(library.sites.$get()),
      answered(library['library-groups'].$get()),
      answered(library['circulation-types'].$get()),
      answered(library.district.$get()),
    ]);
    return { rules: rules.items, sites: sites.items, groups: groups.items, types: types.items, district };
  };
  return { matrix: new Resource(ask) };
};
