import { eq } from 'drizzle-orm';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { Reader } from '../db/client';
import { site } from '../db/schema/sites';

/** A site's time zone; that of the district's first site, or UTC, where none is named. */
export async function siteTimeZone(read: Reader, siteId: string | null | undefined): Promise<string> {
  const [row] = siteId
    ? await read.select({ timeZone: site.timeZone }).from(site).where(eq(site.id, siteId))
    : await read.select({ timeZone: site.timeZone }).from(site).orderBy(site.code).limit(1);
  return row?.timeZone ?? 'UTC';
}

/** The calendar day at a site; at the district's first site, or in UTC, where none is named. */
export async function localToday(
  read: Reader,
  siteId: string | null | undefined,
  now: number,
): Promise<string> {
  return localDateOf(now, await siteTimeZone(read, siteId));
}
