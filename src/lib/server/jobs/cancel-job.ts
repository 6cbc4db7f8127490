import { and, eq } from 'drizzle-orm';
import { ById } from '$lib/contracts/shared';
import { AppError } from '../app-error';
import { job } from '../db/schema/operations';
import { statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { visibleJob } from './list-jobs';
import { jobAnswer, jobById } from './queries';

/** Cancels a job that the caller may see. @throws AppError conflict when it is over. */
export async function cancelRow(context: Context, row: typeof job.$inferSelect) {
  const { read } = context.database;
  const { id } = row;
  if (row.status !== 'queued' && row.status !== 'running') throw new AppError('conflict');
  await context.change(async () => ({
    statements: [
      statement(read.update(job).set({ cancelRequested: true }).where(eq(job.id, id))),
      statement(
        read
          .update(job)
          .set({ status: 'cancelled', finishedAt: context.now })
          .where(and(eq(job.id, id), eq(job.status, 'queued'))),
      ),
    ],
    audit: { subjectType: 'job', subjectId: id, details: { kind: row.kind } },
    answer: null,
  }));
  context.jobs.abort(id);
  return jobAnswer((await jobById(read, id)) ?? row);
}

/** Cancels a job that waits or runs; what it wrote in whole batches stays. @throws AppError conflict when it is over. */
export const cancelJob = useCase({
  name: 'cancel-job',
  permission: 'jobs.view',
  input: ById,
  run: async (context, { id }) => cancelRow(context, await visibleJob(context, id)),
});
