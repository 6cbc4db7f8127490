import { and, desc, inArray, lt, sql } from 'drizzle-orm';
import type { LoanMade } from '$lib/domain/catalogue/most-borrowed';
import type { Reader } from '../db/client';
import { loan } from '../db/schema/circulation';
import { titleFacet } from '../db/schema/search';
import type { SearchScope } from '../search/engine';
import { inScope } from './queries';

const place = sql<number>`loan.rowid`;

/** The loans written before a place in the table, the newest first: a walk along the table itself, without a search. */
export const loansBefore = (
  read: Reader,
  before: number,
  limit: number,
): Promise<(LoanMade & { place: number })[]> =>
  read
    .select({ place, siteId: loan.siteId, titleId: loan.titleId, checkedOutAt: loan.checkedOutAt })
    .from(loan)
    .where(lt(place, before))
    .orderBy(desc(place))
    .limit(limit);

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
