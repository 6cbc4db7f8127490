import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { jobById } from '../jobs/queries';

const pathOf = (dataDir: string, id: string) => join(dataDir, 'uploads', `${id}-request`);

/** Keeps what a batch is about beside the database, as uploads are: it may hold names and goes when the job is over. */
export async function storeRequest(dataDir: string, id: string, request: unknown) {
  await mkdir(join(dataDir, 'uploads'), { recursive: true, mode: 0o700 });
  await writeFile(pathOf(dataDir, id), JSON.stringify(request), { mode: 0o600 });
}

export const removeRequest = (dataDir: string, id: string) => rm(pathOf(dataDir, id), { force: true });

/** A server that is stopped goes on after its start and needs the request for it; somebody who cancels does not. */
async function isOver(run: JobRun): Promise<boolean> {
  if (!run.signal.aborted) return true;
  return (await jobById(run.services.database.read, run.id))?.cancelRequested ?? true;
}

/** Works on a job's request and throws it away as soon as nothing goes on with it. */
export async function withRequest<S extends v.GenericSchema>(
  run: JobRun,
  schema: S,
  work: (request: v.InferOutput<S>) => Promise<JobOutcome>,
): Promise<JobOutcome> {
  const { DATA_DIR } = run.services.environment;
  try {
    const stored: unknown = JSON.parse(await readFile(pathOf(DATA_DIR, run.id), 'utf8'));
    const outcome = await work(v.parse(schema, stored));
    await removeRequest(DATA_DIR, run.id);
    return outcome;
  } catch (error) {
    if (await isOver(run)) await removeRequest(DATA_DIR, run.id);
    throw error;
  }
}
