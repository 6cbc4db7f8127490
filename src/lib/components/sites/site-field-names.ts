import type { Site } from '$lib/contracts/sites';
import { m } from '$lib/paraglide/messages.js';

type SiteField = 'name' | 'code' | 'timeZone' | 'openDays' | 'kioskIdleSeconds';

/** What the fields of a site are called. */
export const SITE_FIELD_NAMES: Readonly<Record<SiteField & keyof Site, () => string>> = {
  name: () => m.settings_site_name(),
  code: () => m.settings_site_code(),
  timeZone: () => m.settings_site_time_zone(),
  openDays: () => m.settings_site_open_days(),
  kioskIdleSeconds: () => m.settings_site_idle(),
};

/** How a field of a site is called; undefined for what is none. */
export const siteFieldName = (field: string): string | undefined => SITE_FIELD_NAMES[field as SiteField]?.();
