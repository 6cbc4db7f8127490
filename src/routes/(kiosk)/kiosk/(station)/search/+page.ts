import { stationCatalogue } from '$lib/client/kiosk/station-catalogue';
import { searchFromParams } from '$lib/domain/catalogue/search-state';
import type { PageLoad } from './$types';

// Drawn in the browser: the server never writes anything of a visit into a page.
export const ssr = false;

const LIMIT = 20;

export const load: PageLoad = async ({ fetch, url }) => {
  const search = searchFromParams(url.searchParams);
  return { search, limit: LIMIT, results: await stationCatalogue(fetch).search(search, LIMIT) };
};
