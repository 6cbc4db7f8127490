import { mergeApi } from '$lib/client/patrons/merge-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => {
  const cursor = url.searchParams.get('after') ?? '';
  const api = mergeApi(fetch);
  return { merges: new Resource(() => api.merges(cursor ? { cursor } : {})) };
};
