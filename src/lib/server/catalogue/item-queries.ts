import { inArray } from 'drizzle-orm';
import type { TitleItem } from '$lib/contracts/catalogue';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import type { SearchScope } from '../search/engine';
import { seenCopy } from './scope-policy';

type TitleRow = typeof title.$inferSelect;

const COLUMNS = {
  id: title.id,
  title: title.title,
  subtitle: title.subtitle,
  author: title.author,
  originalTitle: title.originalTitle,
  originalAuthor: title.originalAuthor,
  series: title.series,
  volume: title.volume,
  year: title.year,
  form: title.form,
  language: title.language,
  level: title.level,
  subjects: title.subjects,
  isbn: title.isbn,
  callNumber: title.callNumber,
  suppressed: title.suppressed,
};

/** What a list shows of a title; `copies` are the counts within a scope. */
export function itemOf(row: Pick<TitleRow, keyof typeof COLUMNS>, copies: TitleItem['copies']): TitleItem {
  const { form, ...shown } = row;
  return { ...shown, kind: form, copies };
}

type CopyRow = typeof copy.$inferSelect;
type CountedCopy = Pick<CopyRow, 'ownerSiteId' | 'atSiteId' | 'status'>;

/** How many of these copies a scope sees, how many it finds on the shelf, and at which sites. Withdrawn ones don't count. */
export function countCopies(copies: readonly CountedCopy[], scope: SearchScope): TitleItem['copies'] {
  const seen = copies
    .filter((one) => one.status !== 'withdrawn')
    .map((one) => seenCopy(one, scope))
    .filter((one) => one !== undefined);
  return {
    total: seen.length,
    available: seen.filter((one) => one.status === 'available').length,
    sites: [...new Set(seen.map((one) => one.siteId))].sort(),
  };
}

/** These titles as a list shows them, in the order of the ids; ids that are not there are left out. */
export async function titleItems(
  read: Reader,
  ids: readonly string[],
  scope: SearchScope,
): Promise<TitleItem[]> {
  if (ids.length === 0) return [];
  const [rows, copies] = await Promise.all([
    read
      .select(COLUMNS)
      .from(title)
      .where(inArray(title.id, [...ids])),
    read
      .select({
        titleId: copy.titleId,
        ownerSiteId: copy.ownerSiteId,
        atSiteId: copy.atSiteId,
        status: copy.status,
      })
      .from(copy)
      .where(inArray(copy.titleId, [...ids])),
  ]);
  const byTitle = new Map<string, CountedCopy[]>();
  for (const { titleId, ...one } of copies) byTitle.set(titleId, [...(byTitle.get(titleId) ?? []), one]);
  const items = new Map(
    rows.map((row) => [row.id, itemOf(row, countCopies(byTitle.get(row.id) ?? [], scope))]),
  );
  return ids.map((id) => items.get(id)).filter((item) => item !== undefined);
}
