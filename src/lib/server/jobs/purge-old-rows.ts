import { inArray, lt, lte } from 'drizzle-orm';
import { session } from '../db/schema/auth';
import { catalogueChangeSet } from '../db/schema/cataloguing';
import { idempotency } from '../db/schema/operations';
import { patronChange, patronChangeSet, patronMerge } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { oldAttemptsStatement } from '../auth/provider-queries';
import { joinedDaysStatements } from '../catalogue/search-months';
import type { JobRun, JobOutcome } from './handler';
import { dropOldPersonalResults } from './personal-results';

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * Adds up anonymous searches of more than 30 days ago by month, and forgets after a week answers to keyed requests and lists of people that were given out, sessions that have ended, and what
 * was kept to undo a merge or a change of many patrons or titles that can't be undone any more. That there was a merge stays: by it
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
    statement(read.delete(catalogueChangeSet).where(lte(catalogueChangeSet.undoUntil, now))),
    ...joinedDaysStatements(read, now),
    oldAttemptsStatement(read, now),
    statement(read.update(patronMerge).set({ snapshot: {} }).where(lt(patronMerge.undoUntil, now))),
  ]);
  const results = await dropOldPersonalResults(services);
  return {
    summary: {
      answers: answers?.rowsAffected ?? 0,
      sessions: sessions?.rowsAffected ?? 0,
      changes: changes?.rowsAffected ?? 0,
      results,
    },
  };
}
