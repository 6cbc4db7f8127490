import { and, asc, eq, gt, inArray, ne, or } from 'drizzle-orm';
import type { ItemFacts } from '$lib/domain/marc/write-holdings';
import type { Reader } from '../db/client';
import { circulationType, copy, fund, title } from '../db/schema/catalogue';
import { site } from '../db/schema/sites';
import { titlesByIds, type TitleRow } from './queries';

/** The titles after a row number, in the order in which they came. */
export const titlesAfter = (read: Reader, seq: number, limit: number): Promise<TitleRow[]> =>
  read.select().from(title).where(gt(title.seq, seq)).orderBy(asc(title.seq)).limit(limit);

/** Ids of the titles of which a site owns or has a copy. */
export async function titleIdsOfSite(read: Reader, siteId: string): Promise<string[]> {
  const rows = await read
    .selectDistinct({ id: copy.titleId })
    .from(copy)
    .where(and(or(eq(copy.atSiteId, siteId), eq(copy.ownerSiteId, siteId)), ne(copy.status, 'withdrawn')));
  return rows.map(({ id }) => id);
}

/** These titles in the order of the ids; those that are gone are left out. */
export async function titlesInOrder(read: Reader, ids: readonly string[]): Promise<TitleRow[]> {
  const rows = new Map((await titlesByIds(read, ids)).map((row) => [row.id, row]));
  return ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
}

/** The copies of these titles as a record tells of them; withdrawn ones have left the collection. */
export async function itemsOfTitles(
  read: Reader,
  titleIds: readonly string[],
): Promise<Map<string, ItemFacts[]>> {
  const [copies, sites] = await Promise.all([
    read
      .select({ copy, type: circulationType.name, fund: fund.name })
      .from(copy)
      .leftJoin(circulationType, eq(circulationType.id, copy.circulationTypeId))
      .leftJoin(fund, eq(fund.id, copy.fundId))
      .where(and(inArray(copy.titleId, [...titleIds]), ne(copy.status, 'withdrawn')))
      .orderBy(asc(copy.titleId), asc(copy.barcode)),
    read.select({ id: site.id, code: site.code }).from(site),
  ]);
  const codes = new Map(sites.map(({ id, code }) => [id, code]));
  const byTitle = new Map<string, ItemFacts[]>();
  for (const { copy: one, type, fund: paidFrom } of copies) {
    const { barcode, shelf, callNumber, copyNumber, price, note, acquiredOn } = one;
    const place = { site: codes.get(one.ownerSiteId) ?? '', atSite: codes.get(one.atSiteId) ?? '' };
    const bought = { price, acquiredOn, fund: paidFrom };
    const item = { barcode, ...place, ...bought, shelf, callNumber, copyNumber, itemType: type, note };
    byTitle.set(one.titleId, [...(byTitle.get(one.titleId) ?? []), item]);
  }
  return byTitle;
}
