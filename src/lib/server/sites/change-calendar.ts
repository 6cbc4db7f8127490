import { and, eq, isNull, or } from 'drizzle-orm';
import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { Id } from '$lib/contracts/shared';
import { NewClosedRange, NewTerm } from '$lib/contracts/sites';
import { notFound } from '../app-error';
import { closedRange, term } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { siteById } from './queries';

const ofSite = v.object({ siteId: Id });
const rowOfSite = v.object({ siteId: Id, id: Id });

async function demandSite(context: Context, siteId: string) {
  if (!(await siteById(context.database.read, siteId))) throw notFound();
}

/** Closes a site, or every site, for a run of days. Loans that are out keep their due dates. @throws AppError not-found. */
export const addClosedRange = useCase({
  name: 'add-closed-days',
  permission: 'sites.manage',
  input: v.intersect([ofSite, NewClosedRange]),
  run: (context, { siteId, everySite, fromOn, toOn, reason }) =>
    context.change(async () => {
      await demandSite(context, siteId);
      const row = { id: uuid(), siteId: everySite ? null : siteId, fromOn, toOn, reason };
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

/** Opens a site again on days that were closed. @throws AppError not-found. */
export const removeClosedRange = useCase({
  name: 'remove-closed-days',
  permission: 'sites.manage',
  input: rowOfSite,
  run: (context, { siteId, id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const isIt = and(
        eq(closedRange.id, id),
        or(eq(closedRange.siteId, siteId), isNull(closedRange.siteId)),
      );
      const [row] = await read.select().from(closedRange).where(isIt);
      if (!row) throw notFound();
      return {
        statements: [statement(read.delete(closedRange).where(eq(closedRange.id, id)))],
        audit: {
          subjectType: 'site',
          subjectId: siteId,
          details: { opened: id, fromOn: row.fromOn, toOn: row.toOn, everySite: row.siteId === null },
        },
        answer: null,
      };
    }),
});

/** Adds a term: the end of the running one can be a ceiling for due dates. @throws AppError not-found. */
export const addTerm = useCase({
  name: 'add-term',
  permission: 'sites.manage',
  input: v.intersect([ofSite, NewTerm]),
  run: (context, { siteId, everySite, name, fromOn, toOn }) =>
    context.change(async () => {
      await demandSite(context, siteId);
      const row = { id: uuid(), siteId: everySite ? null : siteId, name, fromOn, toOn };
      const insert = context.database.read.insert(term).values({ ...row, rev: nextRev });
      return {
        statements: [statement(insert)],
        audit: { subjectType: 'site', subjectId: siteId, details: { term: row.id, fromOn, toOn, everySite } },
        answer: row,
      };
    }),
});

/** Takes a term out of the calendar. @throws AppError not-found. */
export const removeTerm = useCase({
  name: 'remove-term',
  permission: 'sites.manage',
  input: rowOfSite,
  run: (context, { siteId, id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const isIt = and(eq(term.id, id), or(eq(term.siteId, siteId), isNull(term.siteId)));
      const [row] = await read.select().from(term).where(isIt);
      if (!row) throw notFound();
      return {
        statements: [statement(read.delete(term).where(eq(term.id, id)))],
        audit: {
          subjectType: 'site',
          subjectId: siteId,
          details: { removedTerm: id, fromOn: row.fromOn, toOn: row.toOn },
        },
        answer: null,
      };
    }),
});
