import { answered, api } from '$lib/client/api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch }) => {
  const library = api(fetch);
  const sites = () => answered(library.sites.$get()).then(({ items }) => items);
  return {
    formats: new Resource(() => answered(library.labels.formats.$get())),
    ranges: new Resource(async () => ({
      items: (await answered(library['barcode-ranges'].$get())).items,
      sites: await sites(),
    })),
    funds: new Resource(async () => ({
      items: (await answered(library.funds.$get())).items,
      sites: await sites(),
    })),
  };
};
