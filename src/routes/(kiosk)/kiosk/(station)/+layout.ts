import { redirect } from '@sveltejs/kit';
import { browser } from '$app/environment';
import { resolve } from '$app/paths';
import { readStation } from '$lib/client/kiosk/read-station';
import { nextTask } from '$lib/client/next-task';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch }) => {
  const station = await readStation(fetch);
  if (!station.ok && station.why === 'nobody') redirect(307, resolve('/kiosk/enrol'));
  // Reading what the server wrote is one task, bringing the page to life another.
  if (browser) await nextTask();
  return { station };
};
