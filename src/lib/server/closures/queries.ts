import { and, asc, count, eq, gt, gte, inArray, isNull, lt, lte, sql } from 'drizzle-orm';
import type { InStatement } from '@libsql/client';
import { startOfDay } from '$lib/domain/calendar/zone';
import { addDays } from '$lib/domain/shared/local-date';
import { calendarRow, ruleRow } from '../circulation/world-rows';
import type { Reader } from '../db/client';
import { copy } from '../db/schema/catalogue';
import { circulationRule, dueShift, loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { closedRange, site, term } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { overdueCharged } from '../fines/queries';

export type RangeRow = typeof closedRange.$inferSelect;

export const rangeById = async (read: Reader, id: string) =>
  (await read.select().from(closedRange).where(eq(closedRange.id, id)))[0];

/** Closures without notice at a site, or at any (null). */
export const emergencies = (read: Reader) =>
  read.select().from(closedRange).where(eq(closedRange.emergency, true));

/** The matrix, and the calendars of one site or of every one (null); closed days of `exceptId` are left out. */
export async function worldOf(read: Reader, siteId: string | null, exceptId: string | null) {
  const [rules, sites, closed, terms] = await read.batch([
    read.select().from(circulationRule),
    read
      .select()
      .from(site)
      .where(siteId === null ? undefined : eq(site.id, siteId)),
    read.select().from(closedRange),
    read.select().from(term),
  ]);
  const others = closed.filter(({ id }) => id !== exceptId);
  return { rules: rules.map(ruleRow), calendars: sites.map((row) => calendarRow(row, others, terms)) };
}

export interface Span {
  siteIds: string[];
  fromOn: string;
  toOn: string;
}

/** Open loans that fall due on these days. Zones are a day apart at most: the instants only let the index narrow it down. */
const dueIn = ({ siteIds, fromOn, toOn }: Span) =>
  and(
    isNull(loan.returnedAt),
    eq(loan.status, 'open'),
    gte(loan.dueAt, startOfDay(addDays(fromOn, -1), 'UTC')),
    lt(loan.dueAt, startOfDay(addDays(toOn, 2), 'UTC')),
    gte(loan.dueOn, fromOn),
    lte(loan.dueOn, toOn),
    inArray(loan.siteId, siteIds),
  );

/** How many loans fall due on each day of a closure, site by site. */
export const dueByDay = (read: Reader, span: Span) =>
  read
    .select({
      siteId: loan.siteId,
      dueOn: loan.dueOn,
      dueAt: sql<number>`min(${loan.dueAt})`,
      loans: count(),
    })
    .from(loan)
    .where(dueIn(span))
    .groupBy(loan.siteId, loan.dueOn)
    .orderBy(asc(loan.siteId), asc(loan.dueOn));

export interface Page {
  afterId: string;
  limit: number;
}

export const loansDueIn = (read: Reader, span: Span, page: Page) =>
  read
    .select({
      ...{ id: loan.id, siteId: loan.siteId, patronId: loan.patronId, rev: loan.rev },
      ...{ dueOn: loan.dueOn, dueAt: loan.dueAt },
    })
    .from(loan)
    .where(and(dueIn(span), gt(loan.id, page.afterId)))
    .orderBy(asc(loan.id))
    .limit(page.limit);

/** The borrower's groups, as a list in JSON. */
export const groups = sql<string>`(select json_group_array(g.library_group_id) from patron_library_group g where g.patron_id = ${loan.patronId})`;
const owed = sql<number>`(select coalesce(sum(e.amount), 0) from ${fineEntry} e where e.fine_id = ${fine.id})`;

/** Open loans whose overdue fine grows, with what was charged and what is owed of it. */
export const growingFines = (read: Reader, siteIds: string[], page: Page) =>
  read
    .select({
      row: loan,
      circulationTypeId: copy.circulationTypeId,
      price: copy.price,
      ...{ groups, overdueCharged, owed, fineId: fine.id, fineRev: fine.rev },
    })
    .from(fine)
    .innerJoin(loan, eq(loan.id, fine.loanId))
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .where(
      and(
        eq(fine.growing, true),
        isNull(loan.returnedAt),
        eq(loan.status, 'open'),
        inArray(loan.siteId, siteIds),
        gt(loan.id, page.afterId),
      ),
    )
    .orderBy(asc(loan.id))
    .limit(page.limit);

/** Holds on the shelf of these sites on or after a day, not written since a revision (null: whenever they were). */
export const readyHolds = (read: Reader, siteIds: string[], fromOn: string, revBefore: number | null) =>
  read
    .select({
      ...{ id: hold.id, titleId: hold.titleId, siteId: hold.pickupSiteId, rev: hold.rev },
      readyUntil: sql<string>`${hold.readyUntil}`,
    })
    .from(hold)
    .where(
      and(
        eq(hold.status, 'ready'),
        isNull(hold.closedAt),
        gte(hold.readyUntil, fromOn),
        inArray(hold.pickupSiteId, siteIds),
        revBefore === null ? undefined : lt(hold.rev, revBefore),
      ),
    )
    .orderBy(asc(hold.id));

/** Loans that a closure moved, that are out still, and whose due date nobody touched since. */
export const untouchedShifts = (read: Reader, closedRangeId: string, page: Page) =>
  read
    .select({ shift: dueShift, siteId: loan.siteId, patronId: loan.patronId, rev: loan.rev })
    .from(dueShift)
    .innerJoin(loan, eq(loan.id, dueShift.loanId))
    .where(
      and(
        eq(dueShift.closedRangeId, closedRangeId),
        isNull(loan.returnedAt),
        eq(loan.status, 'open'),
        eq(loan.dueAt, dueShift.toDueAt),
        eq(loan.dueOn, dueShift.toDueOn),
        gt(dueShift.id, page.afterId),
      ),
    )
    .orderBy(asc(dueShift.id))
    .limit(page.limit);

export const countShifts = async (read: Reader, closedRangeId: string) =>
  (await read.select({ moved: count() }).from(dueShift).where(eq(dueShift.closedRangeId, closedRangeId)))[0]
    ?.moved ?? 0;

export const insertShifts = (read: Reader, rows: (typeof dueShift.$inferInsert)[]): InStatement =>
  statement(read.insert(dueShift).values(rows).onConflictDoNothing());

/** Moves the revisions of patrons whose loans moved: a desk that decided on the old due dates decides again. */
export const touchPatrons = (ids: readonly (string | null)[]): InStatement => ({
  sql: `update patron set rev = (select value from counter where name = 'rev')
    where id in (select value from json_each(?))`,
  args: [JSON.stringify([...new Set(ids.filter((id) => id !== null))])],
});

export const insertRange = (read: Reader, row: Omit<typeof closedRange.$inferInsert, 'rev'>): InStatement =>
  statement(read.insert(closedRange).values({ ...row, rev: nextRev }));

/** Ends a closure on the day before `openOn`; one that would be over before it begins goes altogether. */
export function reopenStatement(read: Reader, range: RangeRow, openOn: string): InStatement {
  const isIt = eq(closedRange.id, range.id);
  if (openOn <= range.fromOn) return statement(read.delete(closedRange).where(isIt));
  const toOn = addDays(openOn, -1);
  return statement(read.update(closedRange).set({ toOn, rev: nextRev }).where(isIt));
}
