import { and, asc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { copy } from '../db/schema/catalogue';
import { circulationRule, loan } from '../db/schema/circulation';
import { fine } from '../db/schema/fines';
import { closedRange, site, term } from '../db/schema/sites';
import { overdueCharged } from '../fines/queries';
import { calendarRow, ruleRow } from './world-rows';

const MINUTE_MS = 60_000;

const groups = sql<string>`(select json_group_array(g.library_group_id) from patron_library_group g where g.patron_id = ${loan.patronId})`;

export type OverdueLoan = Awaited<ReturnType<typeof overdueLoans>>[number];

/** Loans of these sites that are past due at `now` (ms), in order of their ids, with the fine that grows on each. */
export const overdueLoans = (
  read: Reader,
  window: { siteIds: string[]; now: number; afterId: string; limit: number },
) =>
  read
    .select({
      row: loan,
      circulationTypeId: copy.circulationTypeId,
      price: copy.price,
      groups,
      overdueCharged,
      growing: fine,
    })
    .from(loan)
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .leftJoin(fine, and(eq(fine.loanId, loan.id), eq(fine.growing, true)))
    .where(
      and(
        isNull(loan.returnedAt),
        eq(loan.status, 'open'),
        lte(loan.dueAt, window.now - MINUTE_MS),
        inArray(loan.siteId, window.siteIds),
        gt(loan.id, window.afterId),
      ),
    )
    .orderBy(asc(loan.id))
    .limit(window.limit);

/** The matrix, and the calendars of the sites of one time zone. */
export async function rulesAndCalendars(read: Reader, timeZone: string) {
  const [rules, sites, closed, terms] = await read.batch([
    read.select().from(circulationRule),
    read.select().from(site).where(eq(site.timeZone, timeZone)),
    read.select().from(closedRange),
    read.select().from(term),
  ]);
  return { rules: rules.map(ruleRow), calendars: sites.map((row) => calendarRow(row, closed, terms)) };
}
