import type { KioskSettings } from '$lib/contracts/kiosk-settings';
import { AppError } from '../app-error';
import { patronById } from '../patrons/queries';
import { allSites } from '../sites/queries';
import type { Context } from '../use-case';
import { deviceById, type DeviceRow } from './queries';
import { readKioskSettings } from './read-kiosk-settings';

type SiteRow = Awaited<ReturnType<typeof allSites>>[number];

/** A request without an enrolled station behind it. */
export const notAStation = () => new AppError('not-signed-in');

/** The enrolled station that asks. @throws AppError not-signed-in for any other browser. */
export async function askingStation({ actor, database }: Context): Promise<DeviceRow> {
  const row =
    actor.kind !== 'patron' && actor.deviceId ? await deviceById(database.read, actor.deviceId) : undefined;
  if (row?.kind !== 'kiosk') throw notAStation();
  return row;
}

export interface StationSites {
  /** Every site that the station may see, by code. */
  sites: SiteRow[];
  /** Where it stands: the generic account's own site, or else the first one; undefined without a site. */
  home: SiteRow | undefined;
  settings: KioskSettings;
}

/** The sites of the generic account that asks, and what the one where it stands offers. */
export async function stationSites({ actor, database }: Context): Promise<StationSites> {
  const [all, account] = await Promise.all([
    allSites(database.read),
    patronById(database.read, actor.patronId),
  ]);
  const sites = all.filter((site) => actor.siteIds.includes(site.id));
  const home = sites.find((site) => site.id === account?.primarySiteId) ?? sites[0];
  return { sites, home, settings: readKioskSettings(home?.kiosk) };
}
