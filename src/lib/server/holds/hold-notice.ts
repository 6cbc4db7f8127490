import { and, eq } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { title } from '../db/schema/catalogue';
import { hold } from '../db/schema/holds';
import { site } from '../db/schema/sites';

/** What a letter about a hold says; undefined when the hold is no longer in the state that the letter is about. */
export async function holdNotice(read: Reader, holdId: string, status: 'ready' | 'expired') {
  const [row] = await read
    .select({ title: title.title, site: site.name, until: hold.readyUntil })
    .from(hold)
    .innerJoin(title, eq(title.id, hold.titleId))
    .innerJoin(site, eq(site.id, hold.pickupSiteId))
    .where(and(eq(hold.id, holdId), eq(hold.status, status)));
  return row;
}
