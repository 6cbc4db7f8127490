import { answered, api } from '$lib/client/api';
import { readFunds } from '$lib/client/labels/read-funds';
import { readCirculationTypes } from '$lib/client/titles/read-circulation-types';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => ({
  titleId: url.searchParams.get('title') ?? undefined,
  search: url.searchParams.get('search') ?? undefined,
  sought: url.searchParams.get('sought') ?? undefined,
  site: url.searchParams.get('site') ?? undefined,
  choices: new Resource(async () => {
    const [types, funds, district] = await Promise.all([
      readCirculationTypes(fetch),
      readFunds(fetch),
      answered(api(fetch).district.$get()),
    ]);
    return { types, funds, currency: district.currency };
  }),
});
