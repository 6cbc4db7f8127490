import { and, asc, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { CopyTarget } from '$lib/contracts/labels';
import { soughtCopies } from '../circulation/copy-queries';
import type { Reader } from '../db/client';
import { copy } from '../db/schema/catalogue';
import { catalogueChange, catalogueChangeSet } from '../db/schema/cataloguing';

/** The copies that are meant, in an order for people; barcodes that no copy has are told apart, with their places from 1. */
export interface FoundCopies {
  ids: string[];
  unknown: { line: number; barcode: string }[];
}

const given = (values: readonly string[]) => sql`(select value from json_each(${JSON.stringify(values)}))`;

async function byBarcodes(read: Reader, barcodes: readonly string[]): Promise<FoundCopies> {
  const rows = await read
    .select({ id: copy.id, barcode: copy.barcode })
    .from(copy)
    .where(inArray(copy.barcode, given(barcodes)));
  const ids = new Map(rows.map((row) => [row.barcode, row.id]));
  const unknown = barcodes.flatMap((barcode, i) => (ids.has(barcode) ? [] : [{ line: i + 1, barcode }]));
  // Scanned twice is meant once, at its first place.
  return { ids: [...new Set(barcodes.flatMap((barcode) => ids.get(barcode) ?? []))], unknown };
}

/** Copies of these titles, at one site or all, title by title. */
export async function copiesOfTitles(
  read: Reader,
  titleIds: readonly string[],
  siteId: string | undefined,
  limit: number,
): Promise<string[]> {
  const atSite = siteId === undefined ? undefined : eq(copy.atSiteId, siteId);
  const rows = await read
    .select({ id: copy.id })
    .from(copy)
    .where(and(inArray(copy.titleId, given(titleIds)), atSite))
    .orderBy(asc(copy.titleId), asc(copy.barcode))
    .limit(limit);
  return rows.map(({ id }) => id);
}

type ListedTarget = Exclude<
  CopyTarget,
  { barcodes: string[] } | { sought: string } | { search: string } | { titleIds: string[] }
>;

/** The last of all signs: what begins with a call number comes before it. */
const LAST_SIGN = '\u{10ffff}';

const rowsOf = (read: Reader, target: ListedTarget, from: number) => {
  const rows = read.select({ id: copy.id }).from(copy);
  if ('titleId' in target)
    return rows.where(eq(copy.titleId, target.titleId)).orderBy(asc(copy.atSiteId), asc(copy.barcode));
  if ('callNumberFrom' in target)
    return rows
      .where(
        and(
          eq(copy.atSiteId, target.siteId),
          gte(copy.callNumber, target.callNumberFrom),
          lte(copy.callNumber, `${target.callNumberTo}${LAST_SIGN}`),
        ),
      )
      .orderBy(asc(copy.callNumber), asc(copy.barcode));
  if ('copyIds' in target)
    return rows.where(inArray(copy.id, given(target.copyIds))).orderBy(asc(copy.barcode));
  if ('since' in target)
    return rows
      .where(and(eq(copy.atSiteId, target.siteId), gte(copy.createdAt, from)))
      .orderBy(asc(copy.createdAt), asc(copy.barcode));
  const added = read
    .select({ id: catalogueChange.subjectId })
    .from(catalogueChange)
    .innerJoin(catalogueChangeSet, eq(catalogueChangeSet.id, catalogueChange.changeSetId))
    .where(
      and(
        eq(catalogueChangeSet.jobId, target.jobId),
        eq(catalogueChange.subject, 'copy'),
        isNull(catalogueChange.before),
      ),
    );
  return rows
    .where(inArray(copy.id, added))
    .orderBy(asc(copy.atSiteId), asc(copy.callNumber), asc(copy.barcode));
};

/** @param when now, and when a day begins at a site, both in ms */
export async function targetCopies(
  read: Reader,
  target: Exclude<CopyTarget, { search: string } | { titleIds: string[] }>,
  when: { now: number; startOfDay: number },
  limit: number,
): Promise<FoundCopies> {
  if ('barcodes' in target) return byBarcodes(read, target.barcodes);
  if ('sought' in target) {
    const question = {
      list: target.sought,
      siteIds: [target.siteId],
      now: when.now,
      limit,
      cursor: undefined,
    };
    const { items } = await soughtCopies(read, question);
    return { ids: items.map(({ copy: row }) => row.id), unknown: [] };
  }
  const rows = await rowsOf(read, target, when.startOfDay).limit(limit);
  return { ids: rows.map(({ id }) => id), unknown: [] };
}
