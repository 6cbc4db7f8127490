import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => ({
  title: await readCatalogue(fetch).title(params.id),
});
