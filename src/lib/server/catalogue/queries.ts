import { and, asc, count, desc, eq, exists, gt, inArray, isNull, max, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { circulationType, copy, fund, title, titleIsbn } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { hold } from '../db/schema/holds';
import { titleFacet, titleSite } from '../db/schema/search';
import { site } from '../db/schema/sites';
import type { SearchScope } from '../search/engine';

export type TitleRow = typeof title.$inferSelect;
export type CopyRow = typeof copy.$inferSelect;

export const titleById = async (read: Reader, id: string): Promise<TitleRow | undefined> =>
  (await read.select().from(title).where(eq(title.id, id)))[0];

/** A title's copies with the names and the due day that its page shows, by site, call number and copy number. */
export const copiesOfTitle = (read: Reader, titleId: string) =>
  read
    .select({ copy, circulationType: circulationType.name, dueOn: loan.dueOn })
    .from(copy)
    .leftJoin(circulationType, eq(circulationType.id, copy.circulationTypeId))
    .leftJoin(loan, and(eq(loan.copyId, copy.id), isNull(loan.returnedAt)))
    .where(eq(copy.titleId, titleId))
    .orderBy(asc(copy.atSiteId), asc(copy.callNumber), asc(copy.copyNumber), asc(copy.barcode));

/** Owner, place and status of a title's copies: what decides whether a search identity may see it. */
export const placesOfCopies = (read: Reader, titleId: string) =>
  read
    .select({ ownerSiteId: copy.ownerSiteId, atSiteId: copy.atSiteId, status: copy.status })
    .from(copy)
    .where(eq(copy.titleId, titleId));

/** One copy with its title and the day its open loan is due. */
export const copyByBarcode = async (read: Reader, barcode: string) =>
  (
    await read
      .select({ copy, title, dueOn: loan.dueOn })
      .from(copy)
      .innerJoin(title, eq(title.id, copy.titleId))
      .leftJoin(loan, and(eq(loan.copyId, copy.id), isNull(loan.returnedAt)))
      .where(eq(copy.barcode, barcode))
  )[0];

export const isBarcodeTaken = async (read: Reader, barcode: string) =>
  (await read.select({ id: copy.id }).from(copy).where(eq(copy.barcode, barcode))).length > 0;

export const knowsSites = async (read: Reader, ids: readonly string[]) =>
  (
    await read
      .select({ id: site.id })
      .from(site)
      .where(inArray(site.id, [...ids]))
  ).length === new Set(ids).size;

export const knowsCirculationType = async (read: Reader, id: string) =>
  (await read.select({ id: circulationType.id }).from(circulationType).where(eq(circulationType.id, id)))
    .length > 0;

export const knowsFund = async (read: Reader, id: string) =>
  (await read.select({ id: fund.id }).from(fund).where(eq(fund.id, id))).length > 0;

/** Open holds on a title: of everybody, or of those who collect at these sites. */
export const queueLength = async (read: Reader, titleId: string, siteIds: readonly string[] | null = null) =>
  (
    await read
      .select({ n: count() })
      .from(hold)
      .where(
        and(
          eq(hold.titleId, titleId),
          isNull(hold.closedAt),
          siteIds === null ? undefined : inArray(hold.pickupSiteId, [...siteIds]),
        ),
      )
  )[0]?.n ?? 0;

/** Restricts titles to a scope: its sites, and what is not suppressed. */
export function inScope(read: Reader, scope: SearchScope): SQL | undefined {
  const sites = scope.siteIds;
  return and(
    scope.staff ? undefined : eq(titleFacet.suppressed, false),
    sites === null
      ? undefined
      : exists(
          read
            .select({ one: sql`1` })
            .from(titleSite)
            .where(and(eq(titleSite.seq, titleFacet.seq), inArray(titleSite.siteId, sites))),
        ),
  );
}

/** Ids of the titles that came into the catalogue last. */
export const newestTitles = async (read: Reader, scope: SearchScope, limit: number) =>
  (
    await read
      .select({ id: titleFacet.titleId })
      .from(titleFacet)
      .where(inScope(read, scope))
      .orderBy(desc(titleFacet.createdAt), desc(titleFacet.seq))
      .limit(limit)
  ).map((row) => row.id);

/** So many of the copies that were changed last are looked at: what came back is among them, whatever their number. */
const MOST_CHANGED = 2_000;

/** Ids of the titles whose copies came back to the shelf last. */
export const returnedTitles = async (read: Reader, scope: SearchScope, limit: number) => {
  const { id, titleId, status, statusChangedAt, createdAt, atSiteId } = copy;
  const changed = read
    .select({ id, titleId, status, statusChangedAt, createdAt, atSiteId })
    .from(copy)
    .orderBy(desc(copy.rev))
    .limit(MOST_CHANGED)
    .as('changed');
  const latest = sql<number>`max(${changed.statusChangedAt})`;
  const rows = await read
    .select({ id: changed.titleId, latest })
    .from(changed)
    .innerJoin(titleFacet, eq(titleFacet.titleId, changed.titleId))
    .where(
      and(
        eq(changed.status, 'available'),
        gt(changed.statusChangedAt, changed.createdAt),
        scope.siteIds === null ? undefined : inArray(changed.atSiteId, scope.siteIds),
        inScope(read, scope),
        exists(
          read
            .select({ one: sql`1` })
            .from(loan)
            .where(eq(loan.copyId, changed.id)),
        ),
      ),
    )
    .groupBy(changed.titleId)
    .orderBy(desc(latest), asc(changed.titleId))
    .limit(limit);
  return rows.map((row) => row.id);
};

/** Titles that carry one of these ISBNs. */
export const titlesByIsbns = async (read: Reader, isbns: readonly string[]): Promise<TitleRow[]> => {
  const carriers = read
    .select({ id: titleIsbn.titleId })
    .from(titleIsbn)
    .where(inArray(titleIsbn.isbn, [...isbns]));
  return read.select().from(title).where(inArray(title.id, carriers));
};

export const titlesByIds = (read: Reader, ids: readonly string[]): Promise<TitleRow[]> =>
  read
    .select()
    .from(title)
    .where(inArray(title.id, [...ids]));

export const countTitles = async (read: Reader) => (await read.select({ n: count() }).from(title))[0]?.n ?? 0;

export const allCirculationTypes = (read: Reader) => read.select().from(circulationType);

/** The last `title.seq` there is; 0 in an empty catalogue. */
export const lastTitleSeq = async (read: Reader): Promise<number> =>
  (await read.select({ seq: max(title.seq) }).from(title))[0]?.seq ?? 0;

/** Titles in the order in which they came, after one of them. */
export const titleIdsAfter = (read: Reader, seq: number, limit: number) =>
  read
    .select({ id: title.id, seq: title.seq })
    .from(title)
    .where(gt(title.seq, seq))
    .orderBy(title.seq)
    .limit(limit);
