import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { readStation } from '$lib/client/kiosk/station.svelte';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch }) => {
  const station = await readStation(fetch);
  if (!station.ok && station.why === 'nobody') redirect(307, resolve('/kiosk/enrol'));
  return { station };
};
