import { eq, sql } from 'drizzle-orm';
import { effectivePermissions } from '$lib/domain/access/effective';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import type { ConditionCode } from '$lib/domain/access/permission-shape';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Actor } from '../actor';
import type { Reader } from '../db/client';
import { keptWhile } from '../db/kept';
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
      // As one text each: a hundred rows cost more than the question.
      read
        .select({ list: sql<string | null>`group_concat(${accessLevelGrant.permission})` })
        .from(patronAccessLevel)
        .innerJoin(accessLevelGrant, eq(accessLevelGrant.accessLevelId, patronAccessLevel.accessLevelId))
        .where(eq(patronAccessLevel.patronId, patronId)),
      read
        .select({ siteId: patronSite.siteId })
        .from(patronSite)
        .innerJoin(patron, eq(patron.id, patronSite.patronId))
        .where(eq(patronSite.patronId, patronId))
        .orderBy(sql`${patronSite.siteId} is not ${patron.primarySiteId}`, patronSite.siteId),
    ] as const,
);

/** Asked with every request. */
const keptAccount = keptWhile('accounts', async (read, id) => {
  const [[found], [settings], [granted], sites] = await accountOf(read, { patronId: id });
  return found && { ...found, settings, granted, siteIds: sites.map(({ siteId }) => siteId) };
});

const MOST_KEPT = 200;
const kept = new Map<string, ReadonlySet<PermissionId>>();

/** What these grants come to for an account that is enabled; worked out once for all who have the same. */
function inForce(
  grants: string,
  generic: boolean,
  conditions: ReadonlySet<ConditionCode>,
): ReadonlySet<PermissionId> {
  const key = `${generic} ${[...conditions].join()} ${grants}`;
  const known = kept.get(key);
  if (known) return known;
  const { allowed } = effectivePermissions([grants.split(',')], {
    account: generic ? 'generic' : 'personal',
    enabled: true,
    kiosk: generic,
    conditions,
  });
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, allowed);
  return allowed;
}

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
  extra: { deviceId?: string; sessionId?: string; smtp: boolean; stamp?: number | undefined },
): Promise<Actor | undefined> {
  const found = await keptAccount(read, patronId, extra.stamp);
  if (!found || !isUsable(found.row, localDateOf(now, found.timeZone ?? 'UTC'))) return undefined;
  const { row, settings, granted, siteIds } = found;
  const generic = row.kind === 'generic';
  const conditions = new Set<ConditionCode>();
  if (row.currentlyTeaching) conditions.add('currently-teaching');
  if (!generic) conditions.add('has-patron-record');
  if (settings?.patronsCreateSignIns) conditions.add('patrons-may-create-logins');
  if (extra.smtp) conditions.add('smtp-configured');
  const grants = generic ? 'catalogue.search' : (granted?.list ?? '');
  return {
    kind: generic ? (row.publicSearch ? 'public' : 'kiosk') : 'patron',
    patronId: row.id,
    name: generic ? '' : displayName(row),
    siteIds,
    permissions: inForce(grants, generic, conditions),
    ...(extra.deviceId ? { deviceId: extra.deviceId } : {}),
    ...(extra.sessionId ? { sessionId: extra.sessionId } : {}),
  };
}
