import type { QueuedJob } from '$lib/contracts/jobs';
import { ById } from '$lib/contracts/shared';
import { useCase } from '../use-case';
import { readSubject } from './read-subject';

/** Queues the file with everything that is kept about a person, for who asks alone. @throws AppError not-found */
export const disclosePatron = useCase({
  name: 'disclose-patron',
  permission: 'patrons.privacy',
  input: ById,
  async run(context, { id }): Promise<QueuedJob> {
    const queued = await context.change(async () => {
      await readSubject(context, id);
      const job = context.jobs.enqueue({
        kind: 'patron-disclosure',
        params: { patronId: id, locale: context.locale === 'es' ? 'es' : 'en' },
        createdBy: context.actor.patronId,
        now: context.now,
      });
      const answer = { id: job.id, kind: 'patron-disclosure', status: 'queued' as const };
      const audit = { subjectType: 'patron', subjectId: id, details: { jobId: job.id } };
      return { statements: [job.statement], audit, answer };
    });
    context.jobs.nudge();
    return queued;
  },
});
