import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import { searchFromParams } from '$lib/domain/catalogue/search-state';
import type { PageLoad } from './$types';

const TITLES_PER_PAGE = 25;

export const load: PageLoad = ({ fetch, url, depends }) => {
  depends('carrel:titles');
  const search = searchFromParams(url.searchParams);
  // Not awaited: the page stands at once, and its rows come when they come.
  const found = readCatalogue(fetch).search(search, TITLES_PER_PAGE);
  return { search, perPage: TITLES_PER_PAGE, found };
};
