import { join } from 'node:path';
import { ById } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { visibleJob } from './list-jobs';

/** Results that nobody but who asked for them is given: everything that is kept about somebody. */
const PRIVATE_KINDS = ['patron-disclosure'];

/** Where the result of a finished job lies. @throws AppError not-found while there is none. */
export const getJobResult = useCase({
  name: 'get-job-result',
  permission: 'jobs.view',
  input: ById,
  async run(context, { id }) {
    const row = await visibleJob(context, id);
    const isTheirs = row.createdBy === context.actor.patronId;
    if (PRIVATE_KINDS.includes(row.kind) && !isTheirs) throw notFound();
    if (!row.resultFile || !row.resultName) throw notFound();
    return { path: join(context.environment.DATA_DIR, 'results', row.resultFile), name: row.resultName };
  },
});
