import { finesApi } from '$lib/client/fines/fines-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({ excuses: new Resource(() => finesApi(fetch).excuses()) });
