import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({
  fields: new Resource(() => answered(api(fetch)['patron-fields'].$get({ query: { counts: 'true' } }))),
});
