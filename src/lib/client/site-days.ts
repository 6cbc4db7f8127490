import { localDay } from './local-day';

/** Calendar days as the sites keep them, in whatever zone the reader's browser is. */
export interface SiteDays {
  /** The IANA zone of a site; of the reader's own where none is named. Nothing where no site is known: the browser's then. */
  zone: (siteId?: string | null) => string | undefined;
  /** Today at that site, 'YYYY-MM-DD'. */
  today: (siteId?: string | null) => string;
  /** The day of an instant (ISO) at that site, 'YYYY-MM-DD'. */
  dayOf: (at: string, siteId?: string | null) => string;
}

/** @param ownId the reader's own site; the first of all where they have none */
export function siteDaysOf(
  sites: readonly { id: string; timeZone: string }[],
  ownId: string | undefined,
  now: () => number,
): SiteDays {
  const zones = new Map(sites.map(({ id, timeZone }) => [id, timeZone]));
  const own = zones.get(ownId ?? '') ?? sites[0]?.timeZone;
  const zone = (siteId?: string | null) => zones.get(siteId ?? '') ?? own;
  return {
    zone,
    today: (siteId) => localDay(now(), zone(siteId)),
    dayOf: (at, siteId) => localDay(Date.parse(at), zone(siteId)),
  };
}
