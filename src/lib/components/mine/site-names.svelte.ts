import { getContext, setContext } from 'svelte';
import { answered, api } from '$lib/client/api';
import type { Site } from '$lib/contracts/sites';

/** The sites of the district: names for where things stand, and choices for where to pick up. */
export class SiteNames {
  list = $state.raw<readonly Pick<Site, 'id' | 'name' | 'openDays' | 'hours'>[]>([]);

  of(id: string): string {
    return this.list.find((site) => site.id === id)?.name ?? '';
  }

  /** Without an answer names stay unknown; nothing else depends on them. */
  async load(): Promise<void> {
    try {
      this.list = (await answered(api().sites.$get())).items;
    } catch {
      this.list = [];
    }
  }
}

const key = Symbol('sites');

export const setSiteNames = (): SiteNames => setContext(key, new SiteNames());
export const siteNames = (): SiteNames => getContext(key);
