import type { InStatement } from '@libsql/client';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Reader } from '../db/client';
import { audit, idempotency, job } from '../db/schema/operations';
import { patronMerge } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { deletePatronStatements } from '../patrons/patron-statements';

/** Ids of records that were merged into this one and are the same person. */
export async function mergedIds(read: Reader, patronId: string): Promise<string[]> {
  const rows = await read
    .select({ id: patronMerge.lostId })
    .from(patronMerge)
    .where(and(eq(patronMerge.keptId, patronId), isNull(patronMerge.undoneAt)));
  return rows.map(({ id }) => id);
}

/** Jobs whose files and figures are about titles, where a name is an author's. */
export async function catalogueJobs(read: Reader): Promise<Set<string>> {
  const rows = await read.select({ id: job.id }).from(job).where(eq(job.kind, 'catalogue-import'));
  return new Set(rows.map(({ id }) => id));
}

/** Results that are not there any more, and waiting work whose file is gone. */
export const forgetFiles = (read: Reader, fileNames: readonly string[], now: number): InStatement[] =>
  fileNames.flatMap((name) => [
    statement(read.update(job).set({ resultFile: null, resultName: null }).where(eq(job.resultFile, name))),
    statement(
      read
        .update(job)
        .set({ status: 'cancelled', finishedAt: now })
        .where(and(eq(job.id, name), eq(job.status, 'queued'))),
    ),
  ]);

/** What goes with a person beyond a deleted record: their requests, the snapshots of their merges, the audit's words. */
export const erasePatronStatements = (
  read: Reader,
  ids: readonly [string, ...string[]],
  by: { actorId: string | null; jobId: string; now: number },
): InStatement[] => [
  statement(read.delete(idempotency).where(inArray(idempotency.actorId, [...ids]))),
  statement(read.delete(patronMerge).where(inArray(patronMerge.lostId, [...ids]))),
  statement(
    read
      .update(audit)
      .set({ details: {} })
      .where(inArray(audit.subjectId, [...ids])),
  ),
  ...deletePatronStatements(read, ids[0]),
  statement(
    read.insert(audit).values({
      id: uuid(),
      at: by.now,
      actorId: by.actorId,
      actorKind: 'patron',
      useCase: 'erase-patron',
      subjectType: 'patron',
      subjectId: ids[0],
      details: { jobId: by.jobId },
      requestId: by.jobId,
    }),
  ),
];

/** A finished erasure does not know any more whom it was about. */
export const forgetParams = (read: Reader, jobId: string): InStatement =>
  statement(read.update(job).set({ params: {} }).where(eq(job.id, jobId)));
