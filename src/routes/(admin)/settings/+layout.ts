import { error } from '@sveltejs/kit';
import { settingsPlaces } from '$lib/components/settings/settings-places';
import type { LayoutLoad } from './$types';

/** A page of the settings opens for those who may change something there; the library itself refuses the rest. */
export const load: LayoutLoad = async ({ parent, url }) => {
  const { can } = await parent();
  const place = settingsPlaces().find(({ href }) => url.pathname.startsWith(href));
  if (place && !place.any.some(can)) error(403);
};
