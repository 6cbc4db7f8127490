import { and, count, desc, eq, lt, or } from 'drizzle-orm';
import type { Job } from '$lib/contracts/operations';
import type { Reader } from '../db/client';
import { job } from '../db/schema/operations';
import { cursorOf, iso, isoOrNull, readCursor } from '../paging';

type JobRow = typeof job.$inferSelect;

export const jobById = async (read: Reader, id: string) =>
  (await read.select().from(job).where(eq(job.id, id)))[0];

/** A stored job as the API shows it; parameters stay inside. */
export const jobAnswer = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  progress: { done: row.done, total: row.total },
  summary: row.summary,
  resultName: row.resultName,
  errorCode: row.errorCode,
  createdBy: row.createdBy,
  createdAt: iso(row.createdAt),
  startedAt: isoOrNull(row.startedAt),
  finishedAt: isoOrNull(row.finishedAt),
});

/** Newest first. */
export async function listJobRows(
  read: Reader,
  query: {
    limit: number;
    cursor?: string | undefined;
    status?: JobRow['status'] | undefined;
    createdBy?: string;
  },
) {
  const after = readCursor(query.cursor, 2);
  const wanted = and(
    query.status ? eq(job.status, query.status) : undefined,
    query.createdBy ? eq(job.createdBy, query.createdBy) : undefined,
  );
  const before = after
    ? or(
        lt(job.createdAt, Number(after[0])),
        and(eq(job.createdAt, Number(after[0])), lt(job.id, String(after[1]))),
      )
    : undefined;
  const rows = await read
    .select()
    .from(job)
    .where(and(wanted, before))
    .orderBy(desc(job.createdAt), desc(job.id))
    .limit(query.limit + 1);
  const [counted] = await read.select({ total: count() }).from(job).where(wanted);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(jobAnswer),
    total: counted?.total ?? 0,
    ...(rows.length > query.limit && last ? { nextCursor: cursorOf(last.createdAt, last.id) } : {}),
  };
}
