import { eq } from 'drizzle-orm';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { Reader } from '../db/client';
import { site } from '../db/schema/sites';

/** The calendar day at a site; at the district's first site, or in UTC, where none is named. */
export async function localToday(
  read: Reader,
  siteId: string | null | undefined,
  now: number,
): Promise<string> {
  const [row] = siteId
    ? await read.select({ timeZone: site.timeZone }).from(site).where(eq(site.id, siteId))
    : await read.select({ timeZone: site.timeZone }).from(site).orderBy(site.code).limit(1);
  return localDateOf(now, row?.timeZone ?? 'UTC');
}
