import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({
  levels: new Resource(() => answered(api(fetch)['access-levels'].$get())),
});
