import { MergeChoice } from '$lib/client/patrons/merge-choice.svelte';
import { mergeApi } from '$lib/client/patrons/merge-api';
import { m } from '$lib/paraglide/messages.js';
import type { PageLoad } from './$types';

/** Ids only stand in the address; without the second one it is looked for on the page. */
export const load: PageLoad = ({ fetch, url }) => {
  const keptId = url.searchParams.get('kept') ?? '';
  const lostId = url.searchParams.get('lost') ?? '';
  const choice =
    keptId && lostId
      ? new MergeChoice(mergeApi(fetch), { keptId, lostId }, () => m.admin_offline_text())
      : undefined;
  return { keptId, lostId, choice };
};
