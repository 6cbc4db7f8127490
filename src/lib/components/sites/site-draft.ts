import type { Site } from '$lib/contracts/sites';

/** What a form about a site edits. */
export type SiteDraft = Pick<Site, 'code' | 'name' | 'timeZone' | 'openDays'>;

/** Monday to Friday, in the zone of the person who fills in the form. */
export const newSiteDraft = (): SiteDraft => ({
  code: '',
  name: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  openDays: [1, 2, 3, 4, 5],
});
