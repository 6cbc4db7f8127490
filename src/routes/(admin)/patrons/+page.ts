import { listsApi } from '$lib/client/patrons/lists-api';
import { patronsApi } from '$lib/client/patrons/patrons-api';
import { ApiError, Unreachable } from '$lib/client/api';
import type { PageLoad } from './$types';

/** What a filter offers, or how a page is liked, is worth a page without it; the list itself says what is wrong. */
async function orElse<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError || error instanceof Unreachable) return otherwise;
    throw error;
  }
}

export const load: PageLoad = async ({ fetch }) => {
  const api = patronsApi(fetch);
  const lists = listsApi(fetch);
  const [sites, groups, saved, preference] = await Promise.all([
    orElse(api.sites(), []),
    orElse(api.groups(), []),
    orElse(lists.all(), []),
    orElse(lists.preference(), {}),
  ]);
  return { sites, groups, saved, preference };
};
