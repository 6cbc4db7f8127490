import { ExportForm } from '$lib/client/patrons/export-form.svelte';
import { exportsApi } from '$lib/client/patrons/exports-api';
import { patronsApi } from '$lib/client/patrons/patrons-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

/** What an address may narrow an export by; a name never stands in an address. */
const FILTERS = ['site', 'group', 'formClass', 'cohort'] as const;

export const load: PageLoad = ({ fetch, url }) => {
  const listId = url.searchParams.get('list') ?? undefined;
  const exports = exportsApi(fetch);
  const patrons = patronsApi(fetch);
  return {
    fromList: listId !== undefined,
    loaded: new Resource(async () => {
      // Filters are a help: somebody who may export but see no list has the columns all the same.
      const orNothing = <T>(asked: Promise<T>, nothing: T) => asked.catch(() => nothing);
      const [choices, sites, groups, overview] = await Promise.all([
        exports.choices(),
        orNothing(patrons.sites(), []),
        orNothing(patrons.groups(), []),
        orNothing<{ formClasses: string[]; cohorts: string[] }>(patrons.overview(false), {
          formClasses: [],
          cohorts: [],
        }),
      ]);
      const form = new ExportForm(exports, choices, listId);
      for (const key of FILTERS) form.filters[key] = url.searchParams.get(key) ?? '';
      return { form, sites, groups, formClasses: overview.formClasses, cohorts: overview.cohorts };
    }),
  };
};
