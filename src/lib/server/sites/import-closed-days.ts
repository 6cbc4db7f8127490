import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { ClosedDaysFile, type ClosedDaysImport } from '$lib/contracts/calendar';
import { Id } from '$lib/contracts/shared';
import { diffClosedDays, type RangeChange } from '$lib/domain/calendar/closed-days-diff';
import { readCalendarFile, type CalendarFile } from '$lib/domain/calendar/icalendar';
import { CalendarBroken } from '$lib/domain/calendar/icalendar-lines';
import { localDateOf } from '$lib/domain/calendar/zone';
import { addDays } from '$lib/domain/shared/local-date';
import { invalidField } from '../app-error';
import { closedRange } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { CALENDAR_KEEPERS, calendarSite } from './calendar-policy';
import { rangesOfFiles } from './queries';

/** How far ahead a repeated event is followed: planning ahead of that is guessing. */
const HORIZON_DAYS = 3 * 366;

/** @throws AppError invalid, naming the line, for a file that is no calendar. */
function readFile(text: string, timeZone: string, now: number): CalendarFile {
  const today = localDateOf(now, timeZone);
  try {
    return readCalendarFile(text, { timeZone, today, horizon: addDays(today, HORIZON_DAYS) });
  } catch (error) {
    if (error instanceof CalendarBroken)
      throw invalidField('text', `calendar-${error.code}`, String(error.line));
    throw error;
  }
}

function answerOf(file: CalendarFile, changes: RangeChange[], dryRun: boolean): ClosedDaysImport {
  const count = (outcome: RangeChange['outcome']) => changes.filter((one) => one.outcome === outcome).length;
  return {
    dryRun,
    items: changes.map(({ range, outcome, before }) => ({
      ...{ line: range.line, outcome, fromOn: range.from, toOn: range.to, reason: range.name },
      before: before && { fromOn: before.fromOn, toOn: before.toOn, reason: before.reason },
    })),
    refused: file.refused,
    counts: {
      ...{ new: count('new'), changed: count('changed'), unchanged: count('unchanged') },
      refused: file.refused.length,
    },
  };
}

function statementFor(context: Context, siteId: string | null, { range, outcome, before }: RangeChange) {
  const { read } = context.database;
  const values = { fromOn: range.from, toOn: range.to, reason: range.name, rev: nextRev };
  if (outcome === 'changed' && before)
    return [statement(read.update(closedRange).set(values).where(eq(closedRange.id, before.id)))];
  if (outcome === 'unchanged') return [];
  return [statement(read.insert(closedRange).values({ id: uuid(), siteId, uid: range.uid, ...values }))];
}

/**
 * Takes the closed days of an iCalendar file over for a site or for every one, or only says what that would do. Events are known
 * again by their id: the same file twice changes nothing the second time, and closed days that were entered by hand stay.
 * @throws AppError not-found, not-permitted; invalid, naming the line, for a file that is no calendar.
 */
export const importClosedDays = useCase({
  name: 'import-closed-days',
  permission: CALENDAR_KEEPERS,
  input: v.object({ siteId: Id, ...ClosedDaysFile.entries }),
  async run(context, { siteId, text, everySite, dryRun }): Promise<ClosedDaysImport> {
    const { timeZone } = await calendarSite(context, siteId, everySite);
    const file = readFile(text, timeZone, context.now);
    const target = everySite ? null : siteId;
    const changesNow = async () =>
      diffClosedDays(await rangesOfFiles(context.database.read, target), file.ranges);
    if (dryRun) return answerOf(file, await changesNow(), true);
    return context.change(async () => {
      const changes = await changesNow();
      const answer = answerOf(file, changes, false);
      return {
        statements: changes.flatMap((change) => statementFor(context, target, change)),
        audit: { subjectType: 'site', subjectId: siteId, details: { ...answer.counts, everySite } },
        answer,
      };
    });
  },
});
