import { redirect } from '@sveltejs/kit';
import { answered, api } from '$lib/client/api';
import type { PageLoad } from './$types';

// Time zones and currencies are offered as this browser knows them.
export const ssr = false;

/** Only while the library waits for its district. */
export const load: PageLoad = async ({ fetch }) => {
  if (!(await answered(api(fetch).setup.$get())).needed) redirect(302, '/sign-in');
};
