import { m } from '$lib/paraglide/messages.js';
import { ADMINISTRATOR_FIELD_NAMES, type Administrator } from './administrator-names';
import { siteFieldName } from './site-field-names';

const NAMES = {
  token: () => m.settings_setup_token(),
  districtName: () => m.settings_district_name(),
  currency: () => m.settings_district_currency(),
} as const;

/** How the field of a path is called where the library is set up, e.g. `site.code`; undefined for what is no field. */
export function setupFieldName(path: string): string | undefined {
  const [part, field = ''] = path.split('.');
  if (part === 'site') return siteFieldName(field);
  if (part === 'administrator') return ADMINISTRATOR_FIELD_NAMES[field as keyof Administrator]?.();
  return NAMES[path as keyof typeof NAMES]?.();
}
