import { and, eq, inArray, isNotNull, lt, lte } from 'drizzle-orm';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { session } from '../db/schema/auth';
import { idempotency, job } from '../db/schema/operations';
import { patronChange, patronChangeSet, patronMerge } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import type { Services } from '../services';
import type { JobRun, JobOutcome } from './handler';

const WEEK_MS = 7 * 24 * 3_600_000;

/** Files with everything that is kept about somebody lie there for a week, long enough to be handed over. */
async function removeDisclosures({ database, environment, clock }: Services): Promise<number> {
  const { read, writer } = database;
  const old = await read
    .select({ id: job.id, file: job.resultFile })
    .from(job)
    .where(
      and(
        eq(job.kind, 'patron-disclosure'),
        isNotNull(job.resultFile),
        lte(job.createdAt, clock.now() - WEEK_MS),
      ),
    );
  for (const { id, file } of old) {
    await rm(join(environment.DATA_DIR, 'results', file ?? id), { force: true });
    const forget = read.update(job).set({ resultFile: null, resultName: null }).where(eq(job.id, id));
    await writer.run([statement(forget)]);
  }
  return old.length;
}

/**
 * Forgets after a week answers to keyed requests and what was given out about people, sessions that have ended, and what
 * was kept to undo a merge or a change of many patrons that can't be undone any more. That there was a merge stays: by it
 * the old id leads to the record.
 */
export default async function purgeOldRows({ services }: JobRun): Promise<JobOutcome> {
  const { read, writer } = services.database;
  const now = services.clock.now();
  const over = read
    .select({ id: patronChangeSet.id })
    .from(patronChangeSet)
    .where(lte(patronChangeSet.undoUntil, now));
  const [answers, sessions, changes] = await writer.run([
    statement(read.delete(idempotency).where(lte(idempotency.createdAt, now - WEEK_MS))),
    statement(read.delete(session).where(lte(session.expiresAt, now))),
    statement(read.delete(patronChange).where(inArray(patronChange.changeSetId, over))),
    statement(read.update(patronMerge).set({ snapshot: {} }).where(lt(patronMerge.undoUntil, now))),
  ]);
  const disclosures = await removeDisclosures(services);
  return {
    summary: {
      answers: answers?.rowsAffected ?? 0,
      sessions: sessions?.rowsAffected ?? 0,
      changes: changes?.rowsAffected ?? 0,
      disclosures,
    },
  };
}
