import { and, asc, count, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { hold } from '../db/schema/holds';
import { patron } from '../db/schema/patrons';
import { site } from '../db/schema/sites';

const target = alias(site, 'target');

/** Copies on their way from or to one of these sites. */
const travelling = (siteIds: readonly string[]) =>
  and(
    eq(copy.status, 'in-transit'),
    or(inArray(copy.atSiteId, [...siteIds]), inArray(copy.destinationSiteId, [...siteIds])),
  );

/** Copies between two sites, the longest on its way first; `after` is the last of the page before. */
export async function copiesOnTheWay(
  read: Reader,
  siteIds: readonly string[],
  { after, limit }: { after: { since: number; id: string } | undefined; limit: number },
) {
  const rest =
    after &&
    or(
      gt(copy.statusChangedAt, after.since),
      and(eq(copy.statusChangedAt, after.since), gt(copy.id, after.id)),
    );
  const [rows, counted] = await Promise.all([
    read
      .select({
        copy: { id: copy.id, barcode: copy.barcode, since: copy.statusChangedAt },
        title: { id: title.id, title: title.title, author: title.author, language: title.language },
        from: { id: site.id, name: site.name, timeZone: site.timeZone },
        to: { id: target.id, name: target.name },
        hold: { id: hold.id, patronId: hold.patronId },
        patron: { givenName: patron.givenName, preferredName: patron.preferredName, surname: patron.surname },
      })
      .from(copy)
      .innerJoin(title, eq(title.id, copy.titleId))
      .innerJoin(site, eq(site.id, copy.atSiteId))
      // A copy without a stored destination goes home.
      .innerJoin(target, eq(target.id, sql`coalesce(${copy.destinationSiteId}, ${copy.ownerSiteId})`))
      .leftJoin(hold, and(eq(hold.capturedCopyId, copy.id), eq(hold.status, 'in-transit')))
      .leftJoin(patron, eq(patron.id, hold.patronId))
      .where(and(travelling(siteIds), rest))
      .orderBy(asc(copy.statusChangedAt), asc(copy.id))
      .limit(limit),
    read.select({ total: count() }).from(copy).where(travelling(siteIds)),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}
