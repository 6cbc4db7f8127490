import { error } from '@sveltejs/kit';
import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import type { LayoutLoad } from './$types';

/** Everybody reads here as the district's public search, whoever is signed in. */
export const load: LayoutLoad = async ({ fetch }) => {
  const session = await readCatalogue(fetch, '/public').session();
  if (session.ok) return { open: session.value };
  if (session.why === 'gone') error(404, { message: '', code: 'no-public-search' });
  if (session.why === 'offline') error(503, { message: '', code: 'offline' });
  error(503, '');
};
