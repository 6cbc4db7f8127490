import { join } from 'node:path';
import * as v from 'valibot';
import { Id } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { jobAnswer, jobById } from '../jobs/queries';
import { useCase, type Context } from '../use-case';

const KINDS = ['patron-erasure', 'patron-disclosure'];

/** Only who asked for it: what was given out about somebody is nobody else's, whoever manages jobs. */
async function ownJob(context: Context, jobId: string) {
  const row = await jobById(context.database.read, jobId);
  if (!row || !KINDS.includes(row.kind) || row.createdBy !== context.actor.patronId) throw notFound();
  return row;
}

/** How far an erasure or a disclosure is that one asked for oneself. @throws AppError not-found */
export const getPrivacyJob = useCase({
  name: 'get-privacy-job',
  permission: 'patrons.privacy',
  input: v.object({ jobId: Id }),
  run: async (context, { jobId }) => jobAnswer(await ownJob(context, jobId)),
});

/** Where the file of a disclosure lies. @throws AppError not-found before it is there, and after seven days */
export const getDisclosure = useCase({
  name: 'get-disclosure',
  permission: 'patrons.privacy',
  input: v.object({ jobId: Id }),
  async run(context, { jobId }) {
    const row = await ownJob(context, jobId);
    if (!row.resultFile || !row.resultName) throw notFound();
    return { path: join(context.environment.DATA_DIR, 'results', row.resultFile), name: row.resultName };
  },
});
