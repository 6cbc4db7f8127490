import { dealingsApi } from '$lib/client/dealings/dealings-api';
import { GrownList } from '$lib/client/dealings/grown-list.svelte';
import { readSites } from '$lib/client/titles/read-sites';
import type { PageLoad } from './$types';

const FILTERS = ['site', 'from', 'to', 'code'] as const;
const ROWS = '50';

/** What the address asks for; nothing of it is about a person. */
export const load: PageLoad = async ({ fetch, url, parent }) => {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, url.searchParams.get(name) ?? '']));
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
  const [sites, { can, actor }] = await Promise.all([readSites(fetch), parent()]);
  const list = new GrownList((cursor) =>
    dealingsApi(fetch).allOverrides({ limit: ROWS, ...given, ...(cursor ? { cursor } : {}) }),
  );
  return {
    filters,
    list,
    file: `/api/circulation/overrides/file?${new URLSearchParams(given)}`,
    sites: sites.filter(({ id }) => can('patrons.searchDistrict') || actor.siteIds.includes(id)),
  };
};
