import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import { countFilters, searchFromParams } from '$lib/domain/catalogue/search-state';
import type { PageLoad } from './$types';

const LIMIT = 20;

export const load: PageLoad = async ({ fetch, url }) => {
  const catalogue = readCatalogue(fetch, '/public');
  const search = searchFromParams(url.searchParams);
  const asked = search.q !== '' || countFilters(search) > 0 || search.page > 1;
  if (asked) return { search, limit: LIMIT, results: await catalogue.search(search, LIMIT) };
  const [arrivals, subjects] = await Promise.all([catalogue.arrivals(), catalogue.subjects()]);
  return { search, limit: LIMIT, arrivals, subjects };
};
