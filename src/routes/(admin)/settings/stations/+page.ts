import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => {
  const { kiosk } = api(fetch);
  return {
    stations: new Resource(() => answered(kiosk.devices.$get())),
    days: new Resource(() => answered(kiosk['search-days'].$get())),
  };
};
