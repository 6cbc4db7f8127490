import type { CalendarRow } from '$lib/domain/circulation/rows';
import type { Reader } from '../db/client';
import { closedRange, site, term } from '../db/schema/sites';
import { calendarRow } from './world-rows';

/** The calendars of all sites, by the site's id. */
export async function calendarsOfSites(read: Reader): Promise<Map<string, CalendarRow>> {
  const [sites, closed, terms] = await read.batch([
    read.select().from(site),
    read.select().from(closedRange),
    read.select().from(term),
  ]);
  return new Map(sites.map((row) => [row.id, calendarRow(row, closed, terms)]));
}
