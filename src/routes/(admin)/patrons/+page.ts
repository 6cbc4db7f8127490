import { patronsApi } from '$lib/client/patrons/patrons-api';
import { ApiError, Unreachable } from '$lib/client/api';
import type { PageLoad } from './$types';

/** What a filter offers is worth a page without it; the list itself says what is wrong. */
async function orNothing<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError || error instanceof Unreachable) return [];
    throw error;
  }
}

export const load: PageLoad = async ({ fetch }) => {
  const api = patronsApi(fetch);
  const [sites, groups] = await Promise.all([orNothing(api.sites()), orNothing(api.groups())]);
  return { sites, groups };
};
