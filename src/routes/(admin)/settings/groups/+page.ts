import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({
  groups: new Resource(() => answered(api(fetch)['library-groups'].$get())),
  types: new Resource(() => answered(api(fetch)['circulation-types'].$get())),
});
