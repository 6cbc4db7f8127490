import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { jobById } from '../jobs/queries';
import { applyPlan } from './apply-plan';
import { diffPath, refusedPath, summaryPath } from './diff-file';
import { startImportThread } from './import-thread';
import { ImportParams } from './plan-patron-import';
import { resultWords } from './result-words';

async function importFile(run: JobRun, params: ImportParams, upload: string): Promise<JobOutcome> {
  const { database, clock, environment } = run.services;
  const { DATA_DIR, ORIGIN } = environment;
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  run.signal.addEventListener('abort', stop);
  try {
    const thread = await startImportThread(
      {
        address: database.address,
        params,
        jobId: run.id,
        actorId: run.createdBy,
        now: clock.now(),
        words: resultWords(params.locale, ORIGIN ?? 'http://localhost'),
        paths: {
          upload,
          result: await run.resultPath('patrons.csv'),
          diff: diffPath(DATA_DIR, run.id),
          refused: refusedPath(DATA_DIR, run.id),
          summary: summaryPath(DATA_DIR, run.id),
        },
      },
      stopping.signal,
    );
    await applyPlan(run, thread);
    const end = await thread.end;
    if ('failed' in end) throw new JobFailed(end.failed);
    return { summary: end.summary, resultName: 'patrons.csv' };
  } finally {
    run.signal.removeEventListener('abort', stop);
    stop();
  }
}

/** A server that is stopped goes on after its start and needs the file for it; somebody who cancels does not. */
async function isOver(run: JobRun): Promise<boolean> {
  if (!run.signal.aborted) return true;
  return (await jobById(run.services.database.read, run.id))?.cancelRequested ?? true;
}

/**
 * Imports a patron file, or only says what it would do. The same code plans both, on a thread of its own; this one only
 * commits. The upload, which may hold passwords in the clear, is removed as soon as nothing goes on with it.
 */
export default async function patronImport(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(ImportParams, run.params);
  const { DATA_DIR } = run.services.environment;
  const upload = join(DATA_DIR, 'uploads', params.upload);
  const remove = async () => {
    await rm(upload, { force: true });
    await rm(summaryPath(DATA_DIR, run.id), { force: true });
  };
  try {
    const outcome = await importFile(run, params, upload);
    await remove();
    return outcome;
  } catch (error) {
    if (await isOver(run)) await remove();
    throw error;
  }
}
