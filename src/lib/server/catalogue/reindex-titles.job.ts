import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isFile } from '../db/client';
import { JobCancelled, type JobOutcome, type JobRun } from '../jobs/handler';
import { indexVersionStatement } from '../search/index-version';
import { remakeTables } from '../search/tables/remake-tables';
import { lastTitleSeq, titleIdsAfter } from './queries';

/** Titles of one write: what the desk waits for a commit stays short. */
const BATCH = 500;
/** So few titles are done sooner than threads are started. */
const FEW = 2_000;

/** A few titles, or on a database server, or in an encrypted file: some after the others in the tables themselves. */
async function refreshEach(run: JobRun, last: number): Promise<number> {
  const { database, search } = run.services;
  let [after, titles] = [0, 0];
  for (;;) {
    await run.report(Math.min(after, last), last);
    if (run.signal.aborted) throw new JobCancelled();
    const found = await titleIdsAfter(database.read, after, BATCH);
    if (found.length === 0) break;
    await database.writer.change(async () => ({ statements: search.refresh(found.map(({ id }) => id)) }));
    titles += found.length;
    after = found.at(-1)?.seq ?? after;
    // The desk goes first.
    await setImmediate();
  }
  await database.writer.change(async () => ({ statements: [indexVersionStatement()] }));
  return titles;
}

/**
 * Makes the title index anew from titles and copies: searching goes on meanwhile, and what has been put right stays when
 * the job is cancelled. At the end the copy in memory is made anew as well.
 */
export default async function reindexTitles(run: JobRun): Promise<JobOutcome> {
  const { database, environment, search } = run.services;
  const { url, encryptionKey } = database.address;
  const last = await lastTitleSeq(database.read);
  const isLarge = last > FEW && isFile(url) && encryptionKey === undefined;
  const remaking = {
    database,
    folder: join(environment.DATA_DIR, 'search'),
    signal: run.signal,
    report: (after = last) => run.report(Math.min(after, last), last),
  };
  const titles = isLarge ? await remakeTables(remaking) : await refreshEach(run, last);
  await search.rebuild();
  return { summary: { titles } };
}
