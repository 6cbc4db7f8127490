import { finesApi } from '$lib/client/fines/fines-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params }) => ({
  id: params.id,
  account: new Resource(() => finesApi(fetch).account(params.id)),
});
