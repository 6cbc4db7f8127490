import { answered, api } from '$lib/client/api';
import type { PageLoad } from './$types';
import { Outbox } from '$lib/components/settings/outbox.svelte';

export const load: PageLoad = ({ fetch }) => ({
  outbox: new Outbox((query) => answered(api(fetch).mail.$get({ query }))),
});
