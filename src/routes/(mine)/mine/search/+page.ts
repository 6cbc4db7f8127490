import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import { countFilters, searchFromParams } from '$lib/domain/catalogue/search-state';
import type { PageLoad } from './$types';

const LIMIT = 20;

export const load: PageLoad = async ({ fetch, url }) => {
  const search = searchFromParams(url.searchParams);
  const asked = search.q !== '' || countFilters(search) > 0;
  // Earlier pages stay above the later ones: "show more" only makes the list longer.
  const results = asked
    ? await readCatalogue(fetch).search({ ...search, page: 1 }, Math.min(100, LIMIT * search.page))
    : undefined;
  const arrivals = asked ? undefined : await readCatalogue(fetch).arrivals();
  return { search, results, arrivals };
};
