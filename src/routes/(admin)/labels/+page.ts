import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import { LABEL_KINDS } from '$lib/domain/labels/label-layout';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { can } = await parent();
  const library = api(fetch);
  const forPeople = can('patrons.edit') || can('patrons.viewBarcodes');
  return {
    forCopies: can('catalogue.edit'),
    forPeople,
    start: {
      kind: LABEL_KINDS.find((kind) => kind === url.searchParams.get('kind')),
      titleId: url.searchParams.get('title') ?? undefined,
      jobId: url.searchParams.get('job') ?? undefined,
    },
    found: new Resource(async () => {
      const [sites, formats] = await Promise.all([
        answered(library.sites.$get()),
        answered(library.labels.formats.$get()),
      ]);
      return { sites: sites.items, formats: formats.items };
    }),
    classes: new Resource(async () =>
      forPeople ? (await answered(library['form-classes'].$get({ query: {} }))).items : [],
    ),
  };
};
