import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import { stationCatalogue } from '$lib/client/kiosk/station-catalogue';
import { EMPTY_SEARCH } from '$lib/domain/catalogue/search-state';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }) => {
  const catalogue = readCatalogue(fetch);
  const [arrivals, subjects, whole] = await Promise.all([
    catalogue.arrivals(),
    stationCatalogue(fetch).subjects(),
    catalogue.search(EMPTY_SEARCH, 1),
  ]);
  const facets = whole.ok ? whole.value.facets : undefined;
  return { arrivals, subjects, levels: facets?.level ?? [], languages: facets?.language ?? [] };
};
