import { eq, sql } from 'drizzle-orm';
import { effectivePermissions } from '$lib/domain/access/effective';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { ConditionCode } from '$lib/domain/access/permission-shape';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Actor } from '../actor';
import type { Reader } from '../db/client';
import { preparedQueries } from '../db/prepared';
import { accessLevelGrant } from '../db/schema/access';
import { patron, patronAccessLevel, patronSite } from '../db/schema/patrons';
import { district, site } from '../db/schema/sites';

export type PatronRow = typeof patron.$inferSelect;

const patronId = sql.placeholder('patronId');

/** Everything about an account that asks something, in one round trip. */
const accountOf = preparedQueries(
  (read) =>
    [
      read
        .select({ row: patron, timeZone: site.timeZone })
        .from(patron)
        .leftJoin(
          site,
          eq(site.id, sql`coalesce(${patron.primarySiteId}, (select id from site order by code limit 1))`),
        )
        .where(eq(patron.id, patronId)),
      read.select().from(district),
      read
        .selectDistinct({ permission: accessLevelGrant.permission })
        .from(patronAccessLevel)
        .innerJoin(accessLevelGrant, eq(accessLevelGrant.accessLevelId, patronAccessLevel.accessLevelId))
        .where(eq(patronAccessLevel.patronId, patronId)),
      read.select({ siteId: patronSite.siteId }).from(patronSite).where(eq(patronSite.patronId, patronId)),
    ] as const,
);

/** Whether this account may be used on this day: enabled, and not past its last valid day. */
export const isUsable = (row: PatronRow, today: string) =>
  row.enabled && (row.until === null || today <= row.until);

/**
 * Builds the actor of a person or a generic account: the union of its access levels, minus what dependencies and
 * conditions do not support, cut to the ceiling for search identities.
 * @returns undefined when the account is gone, disabled or past its last day.
 */
export async function loadActor(
  read: Reader,
  patronId: string,
  now: number,
  extra: { deviceId?: string; sessionId?: string; smtp: boolean },
): Promise<Actor | undefined> {
  const [[found], [settings], granted, sites] = await accountOf(read, { patronId });
  const row = found?.row;
  if (!row || !isUsable(row, localDateOf(now, found.timeZone ?? 'UTC'))) return undefined;
  const generic = row.kind === 'generic';
  const conditions = new Set<ConditionCode>();
  if (row.currentlyTeaching) conditions.add('currently-teaching');
  if (!generic) conditions.add('has-patron-record');
  if (settings?.patronsCreateSignIns) conditions.add('patrons-may-create-logins');
  if (extra.smtp) conditions.add('smtp-configured');
  const grants = generic ? ['catalogue.search'] : granted.map(({ permission }) => permission);
  const { allowed } = effectivePermissions([grants], {
    account: row.kind,
    enabled: row.enabled,
    kiosk: generic,
    conditions,
  });
  return {
    kind: generic ? (row.publicSearch ? 'public' : 'kiosk') : 'patron',
    patronId: row.id,
    name: generic ? '' : displayName(row),
    siteIds: sites.map(({ siteId }) => siteId),
    permissions: allowed,
    ...(extra.deviceId ? { deviceId: extra.deviceId } : {}),
    ...(extra.sessionId ? { sessionId: extra.sessionId } : {}),
  };
}
