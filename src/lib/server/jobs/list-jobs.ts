import { JobQuery } from '$lib/contracts/operations';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { notFound } from '../app-error';
import { useCase, type Context } from '../use-case';
import { jobAnswer, jobById, listJobRows } from './queries';

/** A job may be seen by who queued it, and by whoever manages the site's jobs. */
export async function visibleJob(context: Context, id: string) {
  const row = await jobById(context.database.read, id);
  if (!row || (row.createdBy !== context.actor.patronId && !may(context.actor, 'jobs.manage')))
    throw notFound();
  return row;
}

/** The Job Manager's list, newest first: one's own jobs, or all of them for those who manage jobs. */
export const listJobs = useCase({
  name: 'list-jobs',
  permission: 'jobs.view',
  input: JobQuery,
  run: (context, query) =>
    listJobRows(context.database.read, {
      ...query,
      ...(may(context.actor, 'jobs.manage') ? {} : { createdBy: context.actor.patronId }),
    }),
});

/** One job with its progress. @throws AppError not-found. */
export const getJob = useCase({
  name: 'get-job',
  permission: 'jobs.view',
  input: ById,
  run: async (context, { id }) => jobAnswer(await visibleJob(context, id)),
});
