import { stationCatalogue } from '$lib/client/kiosk/station-catalogue';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }) => ({ subjects: await stationCatalogue(fetch).subjects() });
