import { redirect } from '@sveltejs/kit';
import { answered, api } from '$lib/client/api';
import { homePath } from '$lib/client/home-path';
import type { PageLoad } from './$types';

/** Nobody stays here: the first run, the sign-in, or the face that fits who is signed in. */
export const load: PageLoad = async ({ fetch, url }) => {
  const library = api(fetch, url.origin);
  const { actor } = await answered(library.session.$get());
  if (actor.kind === 'nobody' && (await answered(library.setup.$get())).needed) redirect(302, '/setup');
  redirect(302, homePath(actor));
};
