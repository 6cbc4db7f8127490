import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { InStatement } from '@libsql/client';
import type { ShelfScope } from '$lib/domain/circulation/shelf-scope';
import type { Sight } from '$lib/domain/stocktake/sight';
import { inShelfScope } from '../circulation/copy-queries';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { job } from '../db/schema/operations';
import { patron } from '../db/schema/patrons';
import { site } from '../db/schema/sites';
import { stocktake, stocktakeScan } from '../db/schema/stocktakes';
import { nextRev, statement } from '../db/statement';

export type StocktakeRow = typeof stocktake.$inferSelect;

const scans = sql<number>`(select count(*) from ${stocktakeScan} where ${stocktakeScan.stocktakeId} = ${stocktake.id})`;

const shown = (read: Reader) =>
  read
    .select({
      row: stocktake,
      site: site.name,
      by: { givenName: patron.givenName, preferredName: patron.preferredName, surname: patron.surname },
      seen: scans,
    })
    .from(stocktake)
    .innerJoin(site, eq(site.id, stocktake.siteId))
    .leftJoin(patron, eq(patron.id, stocktake.startedBy));

export type ShownStocktake = Awaited<ReturnType<typeof latestStocktakes>>[number];

/** Open counts of these sites first, then those that ended last. */
export const latestStocktakes = (read: Reader, siteIds: string[], limit: number) =>
  shown(read)
    .where(inArray(stocktake.siteId, siteIds))
    .orderBy(sql`${stocktake.status} <> 'open'`, desc(stocktake.startedAt))
    .limit(limit);

export const stocktakeById = async (read: Reader, id: string) =>
  (await shown(read).where(eq(stocktake.id, id)))[0];

/** The shelves that the copies of these sites name. */
export const shelvesOf = async (read: Reader, siteIds: string[], limit: number) =>
  (
    await read
      .selectDistinct({ shelf: copy.shelf })
      .from(copy)
      .where(and(inArray(copy.atSiteId, siteIds), isNotNull(copy.shelf), ne(copy.shelf, '')))
      .orderBy(asc(copy.shelf))
      .limit(limit)
  ).flatMap(({ shelf }) => shelf ?? []);

export const insertStocktake = (read: Reader, values: typeof stocktake.$inferInsert): InStatement =>
  statement(read.insert(stocktake).values({ ...values, rev: nextRev }));

export const setStocktake = (
  read: Reader,
  id: string,
  values: Partial<typeof stocktake.$inferInsert>,
): InStatement =>
  statement(
    read
      .update(stocktake)
      .set({ ...values, rev: nextRev })
      .where(eq(stocktake.id, id)),
  );

/** Copies with these barcodes, with what their titles and sites are called. */
export const copiesSeen = (read: Reader, barcodes: readonly string[]) =>
  read
    .select({
      copy,
      title: { title: title.title, language: title.language, callNumber: title.callNumber },
      site: site.name,
    })
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .innerJoin(site, eq(site.id, copy.atSiteId))
    .where(inArray(copy.barcode, [...barcodes]));

/** One row a barcode: a later sight takes the place of an earlier one, the same one again changes nothing. */
export const recordScans = (read: Reader, rows: (typeof stocktakeScan.$inferInsert)[]): InStatement =>
  statement(
    read
      .insert(stocktakeScan)
      .values(rows)
      .onConflictDoUpdate({
        target: [stocktakeScan.stocktakeId, stocktakeScan.barcode],
        set: {
          copyId: sql`excluded.copy_id`,
          sight: sql`excluded.sight`,
          shelf: sql`excluded.shelf`,
          seenAt: sql`excluded.seen_at`,
          seenBy: sql`excluded.seen_by`,
          deviceId: sql`excluded.device_id`,
          times: sql`${stocktakeScan.times} + 1`,
        },
        setWhere: sql`excluded.seen_at > ${stocktakeScan.seenAt}`,
      }),
  );

/** The copies were seen. No decision rests on it, so their revisions stay and no device pulls them again. */
export const markSeen = (read: Reader, ids: readonly string[], at: number): InStatement =>
  statement(
    read
      .update(copy)
      .set({ lastSeenAt: at })
      .where(and(inArray(copy.id, [...ids]), or(isNull(copy.lastSeenAt), lt(copy.lastSeenAt, at)))),
  );

interface Counted {
  id: string;
  siteId: string;
  scope: ShelfScope | Record<string, unknown>;
  startedAt: number;
}

/** What ought to stand on the counted shelves now. */
const expectedOf = ({ siteId, scope, startedAt }: Counted): SQL | undefined =>
  and(
    eq(copy.atSiteId, siteId),
    eq(copy.status, 'available'),
    lt(copy.createdAt, startedAt),
    inShelfScope(sql`${JSON.stringify(scope)}`),
  );

const scanOfCopy = ({ id }: Counted) =>
  and(eq(stocktakeScan.stocktakeId, id), eq(stocktakeScan.barcode, copy.barcode));

/** Expected, but neither seen in the count nor in anybody's hands since it began. */
const unseenOf = (counted: Counted): SQL | undefined =>
  and(
    expectedOf(counted),
    isNull(stocktakeScan.barcode),
    sql`coalesce(${copy.lastSeenAt}, 0) < ${counted.startedAt}`,
  );

/** How many ought to be there, and how many of those nobody has seen. */
export async function countExpected(read: Reader, counted: Counted) {
  const [row] = await read
    .select({
      expected: count(),
      unseen: sql<number>`count(*) filter (where ${stocktakeScan.barcode} is null and coalesce(${copy.lastSeenAt}, 0) < ${counted.startedAt})`,
    })
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .leftJoin(stocktakeScan, scanOfCopy(counted))
    .where(expectedOf(counted));
  return row ?? { expected: 0, unseen: 0 };
}

/** Barcodes by what seeing them meant. */
export const countSights = async (read: Reader, id: string) =>
  (
    await read
      .select({ sight: stocktakeScan.sight, n: count() })
      .from(stocktakeScan)
      .where(eq(stocktakeScan.stocktakeId, id))
      .groupBy(stocktakeScan.sight)
  ).map(({ sight, n }) => [sight as Sight, n] as const);

const wereMissing = (id: string) => and(eq(stocktakeScan.stocktakeId, id), eq(copy.status, 'missing'));

export const countFoundMissing = async (read: Reader, id: string) =>
  (
    await read
      .select({ n: count() })
      .from(stocktakeScan)
      .innerJoin(copy, eq(copy.id, stocktakeScan.copyId))
      .where(wereMissing(id))
  )[0]?.n ?? 0;

/** Copies that are still to be set right, a handful at a time. */
export const foundMissing = (read: Reader, id: string, limit: number) =>
  read
    .select({ id: copy.id })
    .from(stocktakeScan)
    .innerJoin(copy, eq(copy.id, stocktakeScan.copyId))
    .where(wereMissing(id))
    .orderBy(asc(copy.id))
    .limit(limit);

/** In order of their ids, so that a long list is walked once. */
export const unseenCopies = (read: Reader, counted: Counted, afterId: string, limit: number) =>
  read
    .select({ id: copy.id, titleId: copy.titleId, rev: copy.rev })
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .leftJoin(stocktakeScan, scanOfCopy(counted))
    .where(and(unseenOf(counted), gt(copy.id, afterId)))
    .orderBy(asc(copy.id))
    .limit(limit);

/** One statement for all of them; only what is still on the shelf by the books becomes missing. */
export const setMissing = (read: Reader, ids: readonly string[], at: number): InStatement =>
  statement(
    read
      .update(copy)
      .set({ status: 'missing', statusChangedAt: at, rev: nextRev })
      .where(and(inArray(copy.id, [...ids]), eq(copy.status, 'available'))),
  );

const reportColumns = {
  copy: {
    id: copy.id,
    barcode: copy.barcode,
    shelf: copy.shelf,
    callNumber: copy.callNumber,
    status: copy.status,
    lastSeenAt: copy.lastSeenAt,
  },
  title: { title: title.title, author: title.author, callNumber: title.callNumber },
  scan: stocktakeScan,
};

/** The expected copies in order of their ids, with their sight where they were seen. */
export const expectedPage = (read: Reader, counted: Counted, afterId: string, limit: number) =>
  read
    .select(reportColumns)
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .leftJoin(stocktakeScan, scanOfCopy(counted))
    .where(and(expectedOf(counted), gt(copy.id, afterId)))
    .orderBy(asc(copy.id))
    .limit(limit);

/** What was seen and was not expected, in order of the barcodes. */
export const surprisePage = (read: Reader, counted: Counted, after: string, limit: number) =>
  read
    .select(reportColumns)
    .from(stocktakeScan)
    .leftJoin(copy, eq(copy.id, stocktakeScan.copyId))
    .leftJoin(title, eq(title.id, copy.titleId))
    .where(
      and(
        eq(stocktakeScan.stocktakeId, counted.id),
        gt(stocktakeScan.barcode, after),
        sql`(${copy.id} is null or not (${expectedOf(counted)}))`,
      ),
    )
    .orderBy(asc(stocktakeScan.barcode))
    .limit(limit);

export type ReportRow =
  Awaited<ReturnType<typeof expectedPage>>[number] | Awaited<ReturnType<typeof surprisePage>>[number];

/** Whether the scans of a count are written into a report, and what was last set right after it. */
export async function jobsOf(read: Reader, id: string) {
  const ofCount = sql`json_extract(${job.params}, '$.stocktakeId') = ${id}`;
  const [report, correction] = await Promise.all(
    (['stocktake-report', 'stocktake-correction'] as const).map((kind) =>
      read
        .select()
        .from(job)
        .where(and(eq(job.kind, kind), ofCount))
        .orderBy(desc(job.createdAt), desc(job.id))
        .limit(1),
    ),
  );
  return { report: report?.[0], correction: correction?.[0] };
}
