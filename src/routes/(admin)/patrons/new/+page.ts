import { loadFormChoices } from '$lib/client/patrons/form-data';
import { patronsApi } from '$lib/client/patrons/patrons-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  const { actor } = await parent();
  return { choices: new Resource(() => loadFormChoices(patronsApi(fetch), actor.permissions)) };
};
