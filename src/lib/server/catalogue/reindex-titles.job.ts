import { setImmediate } from 'node:timers/promises';
import { JobCancelled, type JobOutcome, type JobRun } from '../jobs/handler';
import { indexVersionStatement } from '../search/index-version';
import { lastTitleSeq, titleIdsAfter } from './queries';

/** Titles of one write: what the desk waits for a commit stays short. */
const BATCH = 500;

/**
 * Makes the title index anew from titles and copies, some titles at a time: searching goes on meanwhile, and what has
 * been done stays when the job is cancelled. At the end the copy in memory is made anew as well.
 */
export default async function reindexTitles(run: JobRun): Promise<JobOutcome> {
  const { database, search } = run.services;
  const last = await lastTitleSeq(database.read);
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
  await search.rebuild();
  return { summary: { titles } };
}
