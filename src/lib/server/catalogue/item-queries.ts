import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { TitleItem } from '$lib/contracts/catalogue';
import { coverAddress, type CoverSize } from '$lib/domain/catalogue/cover-picture';
import type { Reader } from '../db/client';
import { preparedQueries } from '../db/prepared';
import { copy, title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
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
  coverId: title.coverId,
};

/** What a list or, with the large cover, a page shows of a title; `copies` are the counts within a scope. */
export function itemOf(
  row: Pick<TitleRow, keyof typeof COLUMNS>,
  copies: TitleItem['copies'],
  cover: CoverSize = 'small',
): TitleItem {
  const { form, coverId, ...shown } = row;
  const picture = coverId === null ? {} : { coverUrl: coverAddress(row.id, coverId, cover) };
  return { ...shown, ...picture, kind: form, copies };
}

type CopyRow = typeof copy.$inferSelect;
type CountedCopy = Pick<CopyRow, 'ownerSiteId' | 'atSiteId' | 'status' | 'shelf' | 'callNumber'> & {
  /** Of its open loan. */
  dueOn: string | null;
};

/**
 * How many of these copies a scope sees, at which sites, where one stands on each site's shelf, and when the first
 * comes back while none does. Withdrawn ones don't count.
 */
export function countCopies(copies: readonly CountedCopy[], scope: SearchScope): TitleItem['copies'] {
  const seen = copies
    .filter((one) => one.status !== 'withdrawn')
    .flatMap((one) => {
      const placed = seenCopy(one, scope);
      return placed ? [{ ...one, ...placed }] : [];
    });
  const free = seen.filter((one) => one.status === 'available');
  const shelves = new Map(
    free.map(({ siteId, shelf, callNumber }) => [siteId, { siteId, shelf, callNumber }]),
  );
  const due = seen.flatMap((one) => (one.status === 'on-loan' && one.dueOn ? [one.dueOn] : []));
  return {
    total: seen.length,
    available: free.length,
    sites: [...new Set(seen.map((one) => one.siteId))].sort(),
    onShelf: [...shelves.values()].sort((a, b) => a.siteId.localeCompare(b.siteId)),
    backOn: free.length === 0 ? (due.sort()[0] ?? null) : null,
  };
}

const given = sql`(select value from json_each(${sql.placeholder('ids')}))`;

/** The titles of a page of results, and their copies. */
const rowsOf = preparedQueries(
  (read) =>
    [
      read.select(COLUMNS).from(title).where(inArray(title.id, given)),
      read
        .select({
          titleId: copy.titleId,
          ownerSiteId: copy.ownerSiteId,
          atSiteId: copy.atSiteId,
          status: copy.status,
          shelf: copy.shelf,
          callNumber: copy.callNumber,
          dueOn: loan.dueOn,
        })
        .from(copy)
        .leftJoin(loan, and(eq(loan.copyId, copy.id), isNull(loan.returnedAt)))
        .where(inArray(copy.titleId, given)),
    ] as const,
);

/** These titles as a list shows them, in the order of the ids; ids that are not there are left out. */
export async function titleItems(
  read: Reader,
  ids: readonly string[],
  scope: SearchScope,
): Promise<TitleItem[]> {
  if (ids.length === 0) return [];
  const [rows, copies] = await rowsOf(read, { ids: JSON.stringify(ids) });
  const byTitle = new Map<string, CountedCopy[]>();
  for (const { titleId, ...one } of copies) byTitle.set(titleId, [...(byTitle.get(titleId) ?? []), one]);
  const items = new Map(
    rows.map((row) => [row.id, itemOf(row, countCopies(byTitle.get(row.id) ?? [], scope))]),
  );
  return ids.map((id) => items.get(id)).filter((item) => item !== undefined);
}
