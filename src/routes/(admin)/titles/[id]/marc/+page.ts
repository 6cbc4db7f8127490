import { readTitleMarc } from '$lib/client/marc/read-marc';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params, depends }) => {
  depends('carrel:title');
  return { id: params.id, found: readTitleMarc(fetch, params.id) };
};
