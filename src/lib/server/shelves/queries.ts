import type { InStatement } from '@libsql/client';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ShelfPlace } from '$lib/contracts/shelves';
import type { Reader } from '../db/client';
import { copy } from '../db/schema/catalogue';
import { shelfPlace, sitePlan } from '../db/schema/discovery';
import { nextRev, statement } from '../db/statement';

export type PlaceRow = typeof shelfPlace.$inferSelect;

/** A site's places in their order. */
export const placesOfSites = (read: Reader, siteIds: readonly string[]): Promise<PlaceRow[]> =>
  read
    .select()
    .from(shelfPlace)
    .where(inArray(shelfPlace.siteId, [...siteIds]))
    .orderBy(asc(shelfPlace.siteId), asc(shelfPlace.position), asc(shelfPlace.id));

/** The plans of these sites, without their pictures. */
export const plansOfSites = (read: Reader, siteIds: readonly string[]) =>
  read
    .select({
      siteId: sitePlan.siteId,
      imageId: sitePlan.imageId,
      width: sitePlan.width,
      height: sitePlan.height,
    })
    .from(sitePlan)
    .where(inArray(sitePlan.siteId, [...siteIds]));

export const planOfSite = async (read: Reader, siteId: string) =>
  (await read.select().from(sitePlan).where(eq(sitePlan.siteId, siteId)))[0];

/** Puts these places, in this order, in the place of those before. */
export const replacePlaces = (read: Reader, siteId: string, places: readonly ShelfPlace[]): InStatement[] => [
  statement(read.delete(shelfPlace).where(eq(shelfPlace.siteId, siteId))),
  ...places.map((place, position) =>
    statement(read.insert(shelfPlace).values({ ...place, siteId, position, rev: nextRev })),
  ),
];

export const removePlan = (read: Reader, siteId: string): InStatement =>
  statement(read.delete(sitePlan).where(eq(sitePlan.siteId, siteId)));

export const replacePlan = (read: Reader, values: typeof sitePlan.$inferInsert): InStatement[] => [
  removePlan(read, values.siteId),
  statement(read.insert(sitePlan).values(values)),
];

/** The copies of a title that stand on a shelf now. */
export const shelvedCopies = (read: Reader, titleId: string) =>
  read
    .select({
      atSiteId: copy.atSiteId,
      ownerSiteId: copy.ownerSiteId,
      status: copy.status,
      shelf: copy.shelf,
      callNumber: copy.callNumber,
    })
    .from(copy)
    .where(and(eq(copy.titleId, titleId), eq(copy.status, 'available')))
    .orderBy(asc(copy.atSiteId), asc(copy.callNumber), asc(copy.barcode));
