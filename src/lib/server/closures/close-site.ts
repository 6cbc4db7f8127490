import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { NewClosure } from '$lib/contracts/calendar';
import type { QueuedJob } from '$lib/contracts/jobs';
import { Id } from '$lib/contracts/shared';
import { CALENDAR_KEEPERS } from '../sites/calendar-policy';
import { useCase } from '../use-case';
import { demandClosure } from './closure-policy';
import { insertRange } from './queries';

/**
 * Closes a site, or every one, without notice. The days are closed at once; a job moves the due dates that fall on them, takes the
 * fines of these days back and keeps holds longer. The same closure again does what a job that was stopped has left.
 * @throws AppError not-found, not-permitted, invalid.
 */
export const closeSite = useCase({
  name: 'close-in-emergency',
  permission: CALENDAR_KEEPERS,
  input: v.intersect([v.object({ siteId: Id }), NewClosure]),
  async run(context, { siteId, everySite, fromOn, toOn, reason }): Promise<QueuedJob> {
    const kind = 'emergency-closure';
    const queued = await context.change(async () => {
      const stored = await demandClosure(context, siteId, { everySite, fromOn, toOn });
      const [jobId, id] = [uuid(), stored?.id ?? uuid()];
      const job = context.jobs.enqueue({
        ...{ kind, id: jobId, params: { closedRangeId: id } },
        ...{ createdBy: context.actor.patronId, now: context.now },
      });
      const range = { id, siteId: everySite ? null : siteId, fromOn, toOn, reason, emergency: true };
      return {
        statements: [...(stored ? [] : [insertRange(context.database.read, range)]), job.statement],
        audit: {
          subjectType: 'site',
          subjectId: siteId,
          details: { emergency: id, fromOn, toOn, everySite },
        },
        answer: { id: jobId, kind, status: 'queued' as const },
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
