import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import { STATION_ORDERS, type StationOrder } from '$lib/contracts/kiosk';
import type { Reader } from '../db/client';
import { device } from '../db/schema/auth';
import { searchDay } from '../db/schema/discovery';
import { audit } from '../db/schema/operations';
import { patron, patronSite } from '../db/schema/patrons';
import { site } from '../db/schema/sites';

export type DeviceRow = typeof device.$inferSelect;

/** The use case whose audit row is the order itself: who asked for it, when, and of which station. */
export const ORDER_STATION = 'order-kiosk-device';

export const deviceById = async (read: Reader, id: string) =>
  (await read.select().from(device).where(eq(device.id, id)))[0];

export const deviceByEnrolment = async (read: Reader, enrolmentHash: string) =>
  (await read.select().from(device).where(eq(device.enrolmentHash, enrolmentHash)))[0];

export const kioskDevices = (read: Reader) =>
  read
    .select({ device, genericUsername: patron.username })
    .from(device)
    .leftJoin(patron, eq(patron.id, device.genericPatronId))
    .where(eq(device.kind, 'kiosk'))
    .orderBy(desc(device.createdAt));

/** Names of the sites of these generic accounts, by account. */
export async function siteNames(read: Reader, patronIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await read
    .select({ patronId: patronSite.patronId, name: site.name })
    .from(patronSite)
    .innerJoin(site, eq(site.id, patronSite.siteId))
    .where(inArray(patronSite.patronId, [...patronIds]))
    .orderBy(site.code);
  const names = new Map<string, string[]>();
  for (const { patronId, name } of rows) names.set(patronId, [...(names.get(patronId) ?? []), name]);
  return names;
}

/** What a station was asked to do last since it called (ms); null for nothing. */
export async function orderSince(
  read: Reader,
  deviceId: string,
  since: number,
): Promise<StationOrder | null> {
  const [row] = await read
    .select({ order: sql<string | null>`json_extract(${audit.details}, '$.order')` })
    .from(audit)
    .where(and(eq(audit.subjectId, deviceId), gte(audit.at, since), eq(audit.useCase, ORDER_STATION)))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(1);
  return STATION_ORDERS.find((one) => one === row?.order) ?? null;
}

const sum = (face: 'kiosk' | 'public' | 'widget') =>
  sql<number>`coalesce(sum(case when ${searchDay.face} = ${face} then ${searchDay.searches} end), 0)`;

/** Anonymous searches by day, newest first. */
export const searchDays = (read: Reader, days: number) =>
  read
    .select({
      day: searchDay.day,
      kiosk: sum('kiosk'),
      public: sum('public'),
      widget: sum('widget'),
      foundNothing: sql<number>`coalesce(sum(${searchDay.foundNothing}), 0)`,
      titlesOpened: sql<number>`coalesce(sum(${searchDay.titlesOpened}), 0)`,
    })
    .from(searchDay)
    .groupBy(searchDay.day)
    .orderBy(desc(searchDay.day))
    .limit(days);
