import * as v from 'valibot';
import type { KioskSession } from '$lib/contracts/kiosk';
import { allSites } from '../sites/queries';
import { useCase } from '../use-case';
import { notAStation } from './enrol-station';
import { deviceById } from './queries';

/** What this station is: its name, the sites it may see, when it resets. @throws AppError not-signed-in for any other browser. */
export const getKioskSession = useCase({
  name: 'get-kiosk-session',
  permission: 'catalogue.search',
  input: v.object({}),
  async run(context): Promise<KioskSession> {
    const { actor, database } = context;
    const row =
      actor.kind !== 'patron' && actor.deviceId ? await deviceById(database.read, actor.deviceId) : undefined;
    if (!row) throw notAStation();
    const sites = (await allSites(database.read)).filter((site) => actor.siteIds.includes(site.id));
    return {
      deviceId: row.id,
      name: row.name,
      sites: sites.map(({ id, name }) => ({ id, name })),
      idleSeconds: Math.min(...sites.map((site) => site.kioskIdleSeconds), 900),
    };
  },
});
