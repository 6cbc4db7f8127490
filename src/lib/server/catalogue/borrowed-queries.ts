import { and, inArray, sql } from 'drizzle-orm';
import type { LoanMade } from '$lib/domain/catalogue/most-borrowed';
import type { Reader } from '../db/client';
import { loan } from '../db/schema/circulation';
import { titleFacet } from '../db/schema/search';
import type { SearchScope } from '../search/engine';
import { inScope } from './queries';

const LINE = '\n';
const CELL = '\t';

/** Loans of one stretch of the table, and where the next one ends; no `next` after the last. */
export interface LoanStretch {
  loans: LoanMade[];
  next?: number;
}

/**
 * Up to `limit` loans written before a place in the table, the newest first, of those the ones made at `since` (ms) or
 * later: a walk along the table itself. They leave the database as one text, several times faster than row by row.
 */
export async function loansBefore(
  read: Reader,
  before: number,
  since: number,
  limit: number,
): Promise<LoanStretch> {
  const { siteId, titleId, checkedOutAt } = loan;
  const [row] = await read.all<{ next: number | null; seen: number; lines: string | null }>(sql`
    select min(place) as next, count(*) as seen, group_concat(line, ${LINE}) as lines from (
      select loan.rowid as place, case when ${checkedOutAt} >= ${since}
        then ${siteId} || ${CELL} || ${titleId} || ${CELL} || ${checkedOutAt} end as line
      from ${loan} where loan.rowid < ${before} order by loan.rowid desc limit ${limit})`);
  const lines = row?.lines ? row.lines.split(LINE) : [];
  const loans = lines.map((line): LoanMade => {
    const [site = '', title = '', at] = line.split(CELL);
    return { siteId: site, titleId: title, checkedOutAt: Number(at) };
  });
  return row?.next && row.seen === limit ? { loans, next: row.next } : { loans };
}

/** Those of the titles that the scope may find, in their order. */
export async function titlesInScope(
  read: Reader,
  scope: SearchScope,
  titleIds: readonly string[],
): Promise<string[]> {
  const rows = await read
    .select({ id: titleFacet.titleId })
    .from(titleFacet)
    .where(and(inArray(titleFacet.titleId, [...titleIds]), inScope(read, scope)));
  const found = new Set(rows.map(({ id }) => id));
  return titleIds.filter((id) => found.has(id));
}
