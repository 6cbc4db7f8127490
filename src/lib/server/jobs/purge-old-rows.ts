import { lte } from 'drizzle-orm';
import { session } from '../db/schema/auth';
import { idempotency } from '../db/schema/operations';
import { statement } from '../db/statement';
import type { JobRun, JobOutcome } from './handler';
import { dropOldPersonalResults } from './personal-results';

const WEEK_MS = 7 * 24 * 3_600_000;

/** Forgets answers to keyed requests and exported lists of people after a week, and sessions that have ended. */
export default async function purgeOldRows({ services }: JobRun): Promise<JobOutcome> {
  const { read, writer } = services.database;
  const now = services.clock.now();
  const [answers, sessions] = await writer.run([
    statement(read.delete(idempotency).where(lte(idempotency.createdAt, now - WEEK_MS))),
    statement(read.delete(session).where(lte(session.expiresAt, now))),
  ]);
  const results = await dropOldPersonalResults(services);
  return {
    summary: { answers: answers?.rowsAffected ?? 0, sessions: sessions?.rowsAffected ?? 0, results },
  };
}
