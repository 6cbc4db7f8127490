import { createHash } from 'node:crypto';
import type { KioskSession } from '$lib/contracts/kiosk';
import type { Context } from '../use-case';
import { version } from '../version';
import { stationSites } from './find-station';
import type { DeviceRow } from './queries';

const LONGEST_IDLE_SECONDS = 900;

/** A short text that is another one whenever what a station shows or offers has changed. */
const stateOf = (told: unknown): string =>
  createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 16);

/** What an enrolled station is and offers now. */
export async function sessionOfStation(context: Context, row: DeviceRow): Promise<KioskSession> {
  const { sites, home, settings } = await stationSites(context);
  const told = {
    deviceId: row.id,
    name: row.name,
    sites: sites.map(({ id, name }) => ({ id, name })),
    homeSiteId: home?.id ?? null,
    timeZone: home?.timeZone,
    idleSeconds: Math.min(...sites.map((site) => site.kioskIdleSeconds), LONGEST_IDLE_SECONDS),
    settings,
  };
  return { ...told, state: stateOf(told), version };
}
