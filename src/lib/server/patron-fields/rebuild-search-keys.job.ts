import { setImmediate } from 'node:timers/promises';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { patronCount, patronIdsAfter } from '../patrons/field-queries';
import { searchKeyStatements } from './search-key-statements';

/** One write holds so many people: what the desk waits for a commit stays short. */
const BATCH = 200;

/**
 * Makes every patron found by the fields that are searchable now. Taken up again it begins from the start, and passes
 * quickly over those who are right already.
 */
export default async function rebuildSearchKeys(run: JobRun): Promise<JobOutcome> {
  const { read, writer } = run.services.database;
  const total = await patronCount(read);
  let [after, done, changed] = ['', 0, 0];
  for (;;) {
    await run.report(Math.min(done, total), total);
    const ids = await patronIdsAfter(read, after, BATCH);
    if (ids.length === 0) return { summary: { changed } };
    const written = await writer.change(() => searchKeyStatements(read, ids));
    changed += written.statements.length;
    done += ids.length;
    after = ids.at(-1) ?? after;
    // The desk goes first.
    await setImmediate();
  }
}
