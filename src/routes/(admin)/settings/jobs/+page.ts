import { answered, api } from '$lib/client/api';
import { Pages } from '$lib/components/settings/pages.svelte';
import type { Job } from '$lib/contracts/operations';
import type { PageLoad } from './$types';

const SIZE = 25;

export const load: PageLoad = ({ fetch }) => ({
  jobs: new Pages<Job>(
    (cursor) =>
      answered(api(fetch).jobs.$get({ query: { limit: String(SIZE), ...(cursor ? { cursor } : {}) } })),
    SIZE,
  ),
});
