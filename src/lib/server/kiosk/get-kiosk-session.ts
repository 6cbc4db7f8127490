import * as v from 'valibot';
import type { KioskSession } from '$lib/contracts/kiosk';
import { useCase } from '../use-case';
import { version } from '../version';
import { askingStation, stationSites } from './find-station';

/**
 * What this station is: its name, the sites it may see, when it resets and what it offers.
 * @throws AppError not-signed-in for any other browser.
 */
export const getKioskSession = useCase({
  name: 'get-kiosk-session',
  permission: 'catalogue.search',
  input: v.object({}),
  async run(context): Promise<KioskSession> {
    const row = await askingStation(context);
    const { sites, home, settings } = await stationSites(context);
    return {
      deviceId: row.id,
      name: row.name,
      sites: sites.map(({ id, name }) => ({ id, name })),
      homeSiteId: home?.id ?? null,
      idleSeconds: Math.min(...sites.map((site) => site.kioskIdleSeconds), 900),
      settings,
      version,
    };
  },
});
