import { stationCatalogue } from '$lib/client/kiosk/station-catalogue';
import type { PageLoad } from './$types';

// Drawn in the browser: the server never writes anything of a visit into a page.
export const ssr = false;

export const load: PageLoad = async ({ fetch }) => ({ subjects: await stationCatalogue(fetch).subjects() });
