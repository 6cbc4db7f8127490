import * as v from 'valibot';
import { StoredKioskSettings, type KioskSettings } from '$lib/contracts/kiosk-settings';

/** What a site's stations offer; what was kept by another version and is not known here takes its default. */
export const readKioskSettings = (stored: Record<string, unknown> | undefined): KioskSettings =>
  v.parse(StoredKioskSettings, stored ?? {});
