import { answered, api } from '$lib/client/api';
import { Pages } from '$lib/components/settings/pages.svelte';
import type { AuditRow } from '$lib/contracts/operations';
import type { PageLoad } from './$types';

const SIZE = 50;

/** Who did what when; of one person or one thing where the address says so. */
export const load: PageLoad = ({ fetch, url }) => {
  const subject = url.searchParams.get('subject') ?? '';
  const actor = url.searchParams.get('actor') ?? '';
  const filters = { ...(subject ? { subject } : {}), ...(actor ? { actor } : {}) };
  return {
    subject,
    actor,
    rows: new Pages<AuditRow>(
      (cursor) =>
        answered(
          api(fetch).audit.$get({
            query: { limit: String(SIZE), ...filters, ...(cursor ? { cursor } : {}) },
          }),
        ),
      SIZE,
    ),
  };
};
