import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { mayHaveOtherTitlesSql } from '../search/other-titles-sql';

/** Ids of the titles with a copy at these sites, in order, after the one that was last. */
export const titlesAtSites = async (read: Reader, siteIds: readonly string[], after: string, limit: number) =>
  (
    await read
      .selectDistinct({ titleId: copy.titleId })
      .from(copy)
      .where(and(inArray(copy.atSiteId, [...siteIds]), gt(copy.titleId, after), ne(copy.status, 'withdrawn')))
      .orderBy(asc(copy.titleId))
      .limit(limit)
  ).map(({ titleId }) => titleId);

const among = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** What a station keeps of these titles; suppressed ones are left out. `marc` only of those that may have other titles. */
export const indexedTitles = (read: Reader, ids: readonly string[]) =>
  read
    .select({
      id: title.id,
      title: title.title,
      author: title.author,
      subjects: title.subjects,
      series: title.series,
      callNumber: title.callNumber,
      language: title.language,
      level: title.level,
      kind: title.form,
      year: title.year,
      originalTitle: title.originalTitle,
      marc: sql<string | null>`case when ${sql.raw(mayHaveOtherTitlesSql('marc'))} then ${title.marc} end`,
    })
    .from(title)
    .where(and(inArray(title.id, among(ids)), eq(title.suppressed, false)))
    .orderBy(asc(title.id));

/** The copies of these titles that stand at these sites. */
export const indexedCopies = (read: Reader, ids: readonly string[], siteIds: readonly string[]) =>
  read
    .select({
      titleId: copy.titleId,
      siteId: copy.atSiteId,
      shelf: copy.shelf,
      callNumber: copy.callNumber,
      status: copy.status,
    })
    .from(copy)
    .where(
      and(
        inArray(copy.titleId, among(ids)),
        inArray(copy.atSiteId, [...siteIds]),
        ne(copy.status, 'withdrawn'),
      ),
    )
    .orderBy(asc(copy.id));
