import { finesApi } from '$lib/client/fines/fines-api';
import { Resource } from '$lib/client/resource.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params }) => {
  const api = finesApi(fetch);
  return {
    id: params.id,
    account: new Resource(async () => {
      const [account, loans] = await Promise.all([api.account(params.id), api.loans(params.id)]);
      return { ...account, loans };
    }),
  };
};
