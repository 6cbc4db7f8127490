import * as v from 'valibot';
import type { QueuedJob } from '$lib/contracts/jobs';
import { useCase } from '../use-case';

/** Queues the making of the title index anew; searching goes on meanwhile. */
export const startReindex = useCase({
  name: 'reindex-titles',
  permission: 'catalogue.manage',
  input: v.object({}),
  async run(context): Promise<QueuedJob> {
    const kind = 'catalogue-reindex';
    const queued = await context.change(async () => {
      const createdBy = context.actor.patronId;
      const job = context.jobs.enqueue({ kind, params: {}, createdBy, now: context.now });
      return {
        statements: [job.statement],
        audit: { subjectType: 'job', subjectId: job.id, details: { kind } },
        answer: { id: job.id, kind, status: 'queued' as const },
      };
    });
    context.jobs.nudge();
    return queued;
  },
});
