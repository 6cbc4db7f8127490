import { blockManyApi } from '$lib/client/patrons/block-many-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({ batches: new Resource(() => blockManyApi(fetch).batches()) });
