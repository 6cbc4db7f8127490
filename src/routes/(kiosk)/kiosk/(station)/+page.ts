import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import { EMPTY_SEARCH } from '$lib/domain/catalogue/search-state';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }) => {
  const catalogue = readCatalogue(fetch);
  const [arrivals, subjects, whole] = await Promise.all([
    catalogue.arrivals(),
    catalogue.subjects(),
    catalogue.search(EMPTY_SEARCH, 1),
  ]);
  return { arrivals, subjects, levels: whole.ok ? whole.value.facets.level : [] };
};
