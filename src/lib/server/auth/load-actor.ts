import { eq, inArray } from 'drizzle-orm';
import { effectivePermissions } from '$lib/domain/access/effective';
import type { ConditionCode } from '$lib/domain/access/permission-shape';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Actor } from '../actor';
import type { Reader } from '../db/client';
import { accessLevelGrant } from '../db/schema/access';
import { patron, patronAccessLevel, patronSite } from '../db/schema/patrons';
import { district } from '../db/schema/sites';
import { localToday } from '../sites/read-today';

export type PatronRow = typeof patron.$inferSelect;

async function grantsOf(read: Reader, patronId: string): Promise<string[]> {
  const rows = await read
    .select({ permission: accessLevelGrant.permission })
    .from(patronAccessLevel)
    .innerJoin(accessLevelGrant, eq(accessLevelGrant.accessLevelId, patronAccessLevel.accessLevelId))
    .where(eq(patronAccessLevel.patronId, patronId));
  return [...new Set(rows.map((row) => row.permission))];
}

export async function siteIdsOf(read: Reader, patronId: string): Promise<string[]> {
  const rows = await read
    .select({ siteId: patronSite.siteId })
    .from(patronSite)
    .where(inArray(patronSite.patronId, [patronId]));
  return rows.map((row) => row.siteId);
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
  extra: { deviceId?: string; sessionId?: string; smtp: boolean },
): Promise<Actor | undefined> {
  const [row] = await read.select().from(patron).where(eq(patron.id, patronId));
  if (!row || !isUsable(row, await localToday(read, row.primarySiteId, now))) return undefined;
  const [settings] = await read.select().from(district);
  const generic = row.kind === 'generic';
  const conditions = new Set<ConditionCode>();
  if (row.currentlyTeaching) conditions.add('currently-teaching');
  if (!generic) conditions.add('has-patron-record');
  if (settings?.patronsCreateSignIns) conditions.add('patrons-may-create-logins');
  if (extra.smtp) conditions.add('smtp-configured');
  const grants = generic ? ['catalogue.search'] : await grantsOf(read, patronId);
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
    siteIds: await siteIdsOf(read, patronId),
    permissions: allowed,
    ...(extra.deviceId ? { deviceId: extra.deviceId } : {}),
    ...(extra.sessionId ? { sessionId: extra.sessionId } : {}),
  };
}
