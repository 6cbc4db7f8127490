import { answered, api } from '../api';
import { Resource } from '../resource.svelte';

/** The circulation matrix with everything that its rows speak of, for the pages that show it. */
export function loadMatrix(fetcher: typeof fetch) {
  const library = api(fetcher);
  return new Resource(async () => {
    const [rules, sites, groups, types, district] = await Promise.all([
      answered(library['circulation-rules'].$get()),
      answered(library.sites.$get()),
      answered(library['library-groups'].$get()),
      answered(library['circulation-types'].$get()),
      answered(library.district.$get()),
    ]);
    return { rules: rules.items, sites: sites.items, groups: groups.items, types: types.items, district };
  });
}
