import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params, depends }) => {
  depends('carrel:title');
  return { id: params.id, found: readCatalogue(fetch).title(params.id) };
};
