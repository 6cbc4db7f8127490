import { loadFormChoices } from '$lib/client/patrons/form-data';
import { patronsApi } from '$lib/client/patrons/patrons-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent }) => {
  const { actor } = await parent();
  const api = patronsApi(fetch);
  const permissions = actor.permissions;
  return {
    id: params.id,
    record: new Resource(async () => {
      const [patron, choices] = await Promise.all([api.one(params.id), loadFormChoices(api, permissions)]);
      return { patron, choices };
    }),
  };
};
