import { and, eq, isNotNull, lte } from 'drizzle-orm';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { session } from '../db/schema/auth';
import { idempotency, job } from '../db/schema/operations';
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

/** Forgets after a week answers to keyed requests and what was given out about people, and sessions that have ended. */
export default async function purgeOldRows({ services }: JobRun): Promise<JobOutcome> {
  const { read, writer } = services.database;
  const now = services.clock.now();
  const [answers, sessions] = await writer.run([
    statement(read.delete(idempotency).where(lte(idempotency.createdAt, now - WEEK_MS))),
    statement(read.delete(session).where(lte(session.expiresAt, now))),
  ]);
  const disclosures = await removeDisclosures(services);
  return {
    summary: { answers: answers?.rowsAffected ?? 0, sessions: sessions?.rowsAffected ?? 0, disclosures },
  };
}
