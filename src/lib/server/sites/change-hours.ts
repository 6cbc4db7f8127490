import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { HoursChange } from '$lib/contracts/calendar';
import { Id } from '$lib/contracts/shared';
import type { Site } from '$lib/contracts/sites';
import { hoursProblem, inOrderOfTime } from '$lib/domain/calendar/opening-hours';
import { invalidField } from '../app-error';
import { site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase } from '../use-case';
import { CALENDAR_KEEPERS, calendarSite } from './calendar-policy';
import { siteAnswer } from './site-rows';

/**
 * Says on which weekdays a site lends, and when it is open on them. Loans that are out keep their due dates.
 * @throws AppError not-found, not-permitted; invalid for hours that overlap or lie on a day that is not open.
 */
export const changeHours = useCase({
  name: 'change-opening-hours',
  permission: CALENDAR_KEEPERS,
  input: v.object({ id: Id, ...HoursChange.entries }),
  run: (context, { id, openDays, hours: wanted }): Promise<Site> =>
    context.change(async () => {
      const row = await calendarSite(context, id);
      const hours = inOrderOfTime(wanted);
      const problem = hoursProblem(hours, openDays);
      if (problem) {
        const at = wanted.indexOf(hours[problem.index]!);
        throw invalidField(`hours.${at}.${problem.field}`, problem.code);
      }
      const days = [...new Set(openDays)].sort((a, b) => a - b);
      const update = context.database.read.update(site).set({ openDays: days, hours, rev: nextRev });
      return {
        guards: [{ table: 'site', id, rev: row.rev }],
        statements: [statement(update.where(eq(site.id, id)))],
        audit: { subjectType: 'site', subjectId: id, details: { openDays: days, hours } },
        answer: siteAnswer({ ...row, openDays: days, hours }),
      };
    }),
});
