import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { TermChange } from '$lib/contracts/calendar';
import { Id } from '$lib/contracts/shared';
import { NewTerm } from '$lib/contracts/sites';
import { invalidField, notFound } from '../app-error';
import { term } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { CALENDAR_KEEPERS, calendarSite } from './calendar-policy';
import { allTerms } from './queries';

const ofSite = v.object({ siteId: Id });
const rowOfSite = v.object({ siteId: Id, id: Id });

interface Span {
  fromOn: string;
  toOn: string;
}

/**
 * Refuses a term that overlaps another one at the same site: the end of the term would not be one day. A term of the district
 * holds at every site.
 */
async function demandFree(context: Context, siteId: string | null, wanted: Span, exceptId?: string) {
  const clash = (await allTerms(context.database.read)).find(
    (other) =>
      other.id !== exceptId &&
      (siteId === null || other.siteId === null || other.siteId === siteId) &&
      other.fromOn <= wanted.toOn &&
      wanted.fromOn <= other.toOn,
  );
  if (clash) throw invalidField('fromOn', 'term-overlaps', clash.name);
}

async function termOf(context: Context, siteId: string, id: string) {
  const row = (await allTerms(context.database.read)).find((one) => one.id === id);
  if (!row || (row.siteId !== null && row.siteId !== siteId)) throw notFound();
  await calendarSite(context, siteId, row.siteId === null);
  return row;
}

/** Adds a term: the end of the running one can be a ceiling for due dates. @throws AppError not-found, invalid (overlap). */
export const addTerm = useCase({
  name: 'add-term',
  permission: CALENDAR_KEEPERS,
  input: v.intersect([ofSite, NewTerm]),
  run: (context, { siteId, everySite, name, fromOn, toOn }) =>
    context.change(async () => {
      await calendarSite(context, siteId, everySite);
      const row = { id: uuid(), siteId: everySite ? null : siteId, name, fromOn, toOn };
      await demandFree(context, row.siteId, row);
      const insert = context.database.read.insert(term).values({ ...row, rev: nextRev });
      return {
        statements: [statement(insert)],
        audit: { subjectType: 'site', subjectId: siteId, details: { term: row.id, fromOn, toOn, everySite } },
        answer: row,
      };
    }),
});

/** Changes a term. Loans that are out keep their due dates. @throws AppError not-found, invalid (overlap). */
export const changeTerm = useCase({
  name: 'change-term',
  permission: CALENDAR_KEEPERS,
  input: v.intersect([rowOfSite, TermChange]),
  run: (context, { siteId, id, name, fromOn, toOn }) =>
    context.change(async () => {
      const { rev: _rev, ...row } = await termOf(context, siteId, id);
      await demandFree(context, row.siteId, { fromOn, toOn }, id);
      const update = context.database.read.update(term).set({ name, fromOn, toOn, rev: nextRev });
      return {
        statements: [statement(update.where(eq(term.id, id)))],
        audit: {
          subjectType: 'site',
          subjectId: siteId,
          details: { term: id, before: [row.fromOn, row.toOn], fromOn, toOn },
        },
        answer: { ...row, name, fromOn, toOn },
      };
    }),
});

/** Takes a term out of the calendar. @throws AppError not-found. */
export const removeTerm = useCase({
  name: 'remove-term',
  permission: CALENDAR_KEEPERS,
  input: rowOfSite,
  run: (context, { siteId, id }): Promise<null> =>
    context.change(async () => {
      const row = await termOf(context, siteId, id);
      return {
        statements: [statement(context.database.read.delete(term).where(eq(term.id, id)))],
        audit: {
          subjectType: 'site',
          subjectId: siteId,
          details: { removedTerm: id, fromOn: row.fromOn, toOn: row.toOn },
        },
        answer: null,
      };
    }),
});
