import { join } from 'node:path';
import { ById } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { isKeptFrom } from './personal-results';
import { visibleJob } from './list-jobs';

/** Where the result of a finished job lies. @throws AppError not-found while there is none. */
export const getJobResult = useCase({
  name: 'get-job-result',
  permission: 'jobs.view',
  input: ById,
  async run(context, { id }) {
    const row = await visibleJob(context, id);
    if (!row.resultFile || !row.resultName || isKeptFrom(context.actor, row)) throw notFound();
    return { path: join(context.environment.DATA_DIR, 'results', row.resultFile), name: row.resultName };
  },
});
