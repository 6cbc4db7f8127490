import { and, eq, exists, gt, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Reader } from '../db/client';
import { copy } from '../db/schema/catalogue';
import { hold } from '../db/schema/holds';
import { site } from '../db/schema/sites';
import { shownHolds } from './queries';

/** Names in one query: SQLite takes 32,766, and a list stays readable. */
const CHUNK = 500;
/** A copy that nobody cleared in so long was found by other means. */
const CLEAR_MS = 60 * 86_400_000;

/** Holds that wait and whose title has a copy on a shelf, in the order of their queues. */
export const holdsToFetch = (read: Reader) =>
  shownHolds(read)
    .where(
      and(
        eq(hold.status, 'pending'),
        exists(
          read
            .select({ one: sql`1` })
            .from(copy)
            .where(and(eq(copy.titleId, hold.titleId), eq(copy.status, 'available'))),
        ),
      ),
    )
    .orderBy(hold.titleId, hold.position);

/** Holds that wait at these sites and whose title has no copy that anybody could lend, or which may not reach them. */
export const holdsThatWait = (read: Reader, siteIds: string[]) =>
  shownHolds(read)
    .where(and(eq(hold.status, 'pending'), inArray(hold.pickupSiteId, siteIds)))
    .orderBy(hold.placedAt, hold.id);

/** The copies of these titles, with the names of the sites where they are. */
export async function copiesOfTitles(read: Reader, titleIds: readonly string[]) {
  const wanted = [...new Set(titleIds)];
  const chunks = Array.from({ length: Math.ceil(wanted.length / CHUNK) }, (_, index) =>
    read
      .select({
        id: copy.id,
        titleId: copy.titleId,
        barcode: copy.barcode,
        shelf: copy.shelf,
        callNumber: copy.callNumber,
        status: copy.status,
        atSiteId: copy.atSiteId,
        ownerSiteId: copy.ownerSiteId,
        site: site.name,
      })
      .from(copy)
      .innerJoin(site, eq(site.id, copy.atSiteId))
      .where(inArray(copy.titleId, wanted.slice(index * CHUNK, (index + 1) * CHUNK)))
      .orderBy(copy.barcode),
  );
  return (await Promise.all(chunks)).flat();
}

export type TitleCopy = Awaited<ReturnType<typeof copiesOfTitles>>[number];

const destination = alias(site, 'destination');
const place = alias(site, 'place');
const left = alias(copy, 'left_copy');

/**
 * Copies that stood on a hold shelf of these sites when their hold ended, and that nobody has touched since; `now` in
 * ms. Scanning one anywhere takes it off this list.
 */
export const copiesToClear = (read: Reader, siteIds: string[], now: number) =>
  read
    .select({ holdId: hold.id, copy: left, site: place.name, to: destination.name })
    .from(hold)
    .innerJoin(left, and(eq(left.id, hold.capturedCopyId), eq(left.statusChangedAt, hold.closedAt)))
    .innerJoin(place, eq(place.id, left.atSiteId))
    .leftJoin(destination, eq(destination.id, left.destinationSiteId))
    .where(
      and(
        inArray(hold.status, ['expired', 'cancelled']),
        gt(hold.closedAt, now - CLEAR_MS),
        inArray(left.atSiteId, siteIds),
      ),
    );
