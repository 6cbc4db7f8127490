import type { Site } from '$lib/contracts/sites';
import { m } from '$lib/paraglide/messages.js';

/** The sites to choose from, the whole district first; '' stands for it. */
export const siteChoices = (sites: readonly Pick<Site, 'id' | 'name'>[]) => [
  { value: '', label: m.labels_everywhere() },
  ...sites.map(({ id, name }) => ({ value: id, label: name })),
];

/** What a site is called; null is the whole district. */
export const siteNameOf = (sites: readonly Pick<Site, 'id' | 'name'>[], id: string | null): string =>
  id === null ? m.labels_everywhere() : (sites.find((site) => site.id === id)?.name ?? '');
