import { setImmediate } from 'node:timers/promises';
import { isConstraint } from '../db/failures';
import type { JobRun } from '../jobs/handler';
import type { ImportBatch } from './plan-batches';
import type { ImportThread } from './import-thread';

const FIRST_SIZE = 50;
const MOST_PEOPLE = 400;
/** What the desk may wait for one commit. */
const TARGET_MS = 25;
const MOST_TRIES = 3;

/** Batches grow and shrink with the machine: a commit holds up the thread that serves the desk. */
const sizeAfter = (people: number, ms: number) =>
  Math.round(Math.min(MOST_PEOPLE, people * 2, Math.max(10, (people * TARGET_MS) / Math.max(1, ms))));

async function batchFrom(thread: ImportThread, question: Parameters<ImportThread['ask']>[0]) {
  const answer = await thread.ask(question);
  return 'batch' in answer ? answer.batch : null;
}

/** Commits one batch, made again when somebody changes one of its people meanwhile. @returns ms of the commit */
async function commit(run: JobRun, thread: ImportThread, batch: ImportBatch): Promise<number> {
  let begun = 0;
  let made: ImportBatch | null = batch;
  await run.services.database.writer.change(async () => {
    const planned: ImportBatch = made ?? (await batchFrom(thread, { ask: 'again' })) ?? batch;
    made = null;
    begun = performance.now();
    return planned;
  });
  return performance.now() - begun;
}

async function writeAll(run: JobRun, thread: ImportThread, total: number): Promise<void> {
  let done = 0;
  let size = FIRST_SIZE;
  for (;;) {
    await run.report(done, total);
    const batch = await batchFrom(thread, { ask: 'next', size });
    if (!batch) break;
    const took = await commit(run, thread, batch);
    if (batch.people > 0) size = sizeAfter(batch.people, took);
    done += batch.people;
    // The desk goes first.
    await setImmediate();
  }
  await run.report(total, total);
}

/**
 * Writes what the thread has planned in batches that are whole or not at all. Stopping in between leaves whole people;
 * planning the same file again goes on from there. Nothing is written for a dry run.
 */
export async function applyPlan(run: JobRun, thread: ImportThread): Promise<void> {
  let first = await thread.ask();
  for (let attempt = 1; 'total' in first; attempt++) {
    try {
      return await writeAll(run, thread, first.total);
    } catch (error) {
      // Somebody took a card or username between planning and writing: planned again on what is there now.
      if (!isConstraint(error) || attempt === MOST_TRIES) throw error;
      first = await thread.ask({ ask: 'replan' });
    }
  }
}
