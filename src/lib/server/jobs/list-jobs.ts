import { JobQuery, type Job } from '$lib/contracts/operations';
import { ById } from '$lib/contracts/shared';
import { may, type Actor } from '../actor';
import { notFound } from '../app-error';
import { useCase, type Context } from '../use-case';
import { isKeptFrom } from './personal-results';
import { jobAnswer, jobById, listJobRows } from './queries';

/** A job may be seen by who queued it, and by whoever manages the site's jobs. */
export async function visibleJob(context: Context, id: string) {
  const row = await jobById(context.database.read, id);
  if (!row || (row.createdBy !== context.actor.patronId && !may(context.actor, 'jobs.manage')))
    throw notFound();
  return row;
}

const shownTo = (actor: Actor, job: Job): Job =>
  job.resultName !== null && isKeptFrom(actor, job) ? { ...job, resultKept: true } : job;

/** The Job Manager's list, newest first: one's own jobs, or all of them for those who manage jobs. */
export const listJobs = useCase({
  name: 'list-jobs',
  permission: 'jobs.view',
  input: JobQuery,
  async run(context, query) {
    const page = await listJobRows(context.database.read, {
      ...query,
      ...(may(context.actor, 'jobs.manage') ? {} : { createdBy: context.actor.patronId }),
    });
    return { ...page, items: page.items.map((job) => shownTo(context.actor, job)) };
  },
});

/** One job with its progress. @throws AppError not-found. */
export const getJob = useCase({
  name: 'get-job',
  permission: 'jobs.view',
  input: ById,
  run: async (context, { id }) => shownTo(context.actor, jobAnswer(await visibleJob(context, id))),
});
