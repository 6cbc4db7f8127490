import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import { searchFromParams } from '$lib/domain/catalogue/search-state';
import type { PageLoad } from './$types';

const LIMIT = 20;

export const load: PageLoad = async ({ fetch, url }) => {
  const search = searchFromParams(url.searchParams);
  return { search, limit: LIMIT, results: await readCatalogue(fetch).search(search, LIMIT) };
};
