import { and, eq, isNull, or } from 'drizzle-orm';
import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { ClosedRangeChange } from '$lib/contracts/calendar';
import { Id } from '$lib/contracts/shared';
import { NewClosedRange } from '$lib/contracts/sites';
import { AppError, notFound } from '../app-error';
import { closedRange } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { CALENDAR_KEEPERS, calendarSite } from './calendar-policy';

const ofSite = v.object({ siteId: Id });
const rowOfSite = v.object({ siteId: Id, id: Id });

type Row = typeof closedRange.$inferSelect;
const shown = ({ rev: _rev, uid: _uid, ...range }: Row) => range;

/**
 * Closed days that hold at a site, by somebody who may change them. A closure without notice moved due dates: it is ended by
 * reopening, which says what becomes of them.
 * @throws AppError not-found, not-permitted; conflict for a closure without notice.
 */
async function plannedRange(context: Context, siteId: string, id: string): Promise<Row> {
  const isIt = and(eq(closedRange.id, id), or(eq(closedRange.siteId, siteId), isNull(closedRange.siteId)));
  const [row] = await context.database.read.select().from(closedRange).where(isIt);
  if (!row) throw notFound();
  await calendarSite(context, siteId, row.siteId === null);
  if (row.emergency) throw new AppError('conflict');
  return row;
}

/** Closes a site, or every site, for a run of days. Loans that are out keep their due dates. @throws AppError not-found. */
export const addClosedRange = useCase({
  name: 'add-closed-days',
  permission: CALENDAR_KEEPERS,
  input: v.intersect([ofSite, NewClosedRange]),
  run: (context, { siteId, everySite, fromOn, toOn, reason }) =>
    context.change(async () => {
      await calendarSite(context, siteId, everySite);
      const row = { id: uuid(), siteId: everySite ? null : siteId, fromOn, toOn, reason, emergency: false };
      const insert = context.database.read.insert(closedRange).values({ ...row, rev: nextRev });
      return {
        statements: [statement(insert)],
        audit: {
          subjectType: 'site',
          subjectId: siteId,
          details: { closed: row.id, fromOn, toOn, everySite },
        },
        answer: row,
      };
    }),
});

/** Changes closed days that were planned. Loans that are out keep their due dates. @throws AppError not-found, conflict. */
export const changeClosedRange = useCase({
  name: 'change-closed-days',
  permission: CALENDAR_KEEPERS,
  input: v.intersect([rowOfSite, ClosedRangeChange]),
  run: (context, { siteId, id, fromOn, toOn, reason }) =>
    context.change(async () => {
      const row = await plannedRange(context, siteId, id);
      const update = context.database.read.update(closedRange).set({ fromOn, toOn, reason, rev: nextRev });
      return {
        statements: [statement(update.where(eq(closedRange.id, id)))],
        audit: {
          subjectType: 'site',
          subjectId: siteId,
          details: { closed: id, before: [row.fromOn, row.toOn], fromOn, toOn },
        },
        answer: { ...shown(row), fromOn, toOn, reason },
      };
    }),
});

/** Opens a site again on days that were closed. @throws AppError not-found, conflict. */
export const removeClosedRange = useCase({
  name: 'remove-closed-days',
  permission: CALENDAR_KEEPERS,
  input: rowOfSite,
  run: (context, { siteId, id }): Promise<null> =>
    context.change(async () => {
      const row = await plannedRange(context, siteId, id);
      return {
        statements: [statement(context.database.read.delete(closedRange).where(eq(closedRange.id, id)))],
        audit: {
          subjectType: 'site',
          subjectId: siteId,
          details: { opened: id, fromOn: row.fromOn, toOn: row.toOn, everySite: row.siteId === null },
        },
        answer: null,
      };
    }),
});
