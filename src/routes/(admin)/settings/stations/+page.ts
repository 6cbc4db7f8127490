import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => ({
  stations: new Resource(() => answered(api(fetch).kiosk.devices.$get())),
});
