import { stationCatalogue } from '$lib/client/kiosk/station-catalogue';
import type { PageLoad } from './$types';

// Drawn in the browser: the server never writes anything of a visit into a page.
export const ssr = false;

export const load: PageLoad = async ({ fetch, params, parent }) => {
  const siteName = (station: Awaited<ReturnType<typeof parent>>['station']) => (id: string) =>
    (station.ok ? station.value.sites.find((site) => site.id === id)?.name : undefined) ?? '';
  const catalogue = stationCatalogue(fetch, siteName((await parent()).station));
  return { title: await catalogue.title(params.id) };
};
