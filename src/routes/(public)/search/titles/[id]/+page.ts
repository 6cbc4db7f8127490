import { error } from '@sveltejs/kit';
import { readCatalogue } from '$lib/client/catalogue/read-catalogue';
import type { PageLoad } from './$types';

/** What is not here, or not for everybody, is a page that is not found: also for those who come from a search engine. */
export const load: PageLoad = async ({ fetch, params }) => {
  const title = await readCatalogue(fetch, '/public').title(params.id);
  if (title.ok) return { title: title.value };
  if (title.why === 'gone' || title.why === 'nobody') error(404, '');
  if (title.why === 'offline') error(503, { message: '', code: 'offline' });
  error(title.why === 'busy' ? 503 : 500, '');
};
