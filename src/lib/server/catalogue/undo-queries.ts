import { and, asc, count, desc, eq, gt, inArray, notInArray, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { catalogueChange, catalogueChangeSet } from '../db/schema/cataloguing';
import { loan } from '../db/schema/circulation';
import { fine } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { job } from '../db/schema/operations';
import { stocktakeScan } from '../db/schema/stocktakes';
import { syncException } from '../db/schema/sync';
import { patron } from '../db/schema/patrons';
import { statement } from '../db/statement';

export type ChangeRow = typeof catalogueChange.$inferSelect;

const MOST_RUNS = 50;

export const changeSetById = async (read: Reader, id: string) =>
  (await read.select().from(catalogueChangeSet).where(eq(catalogueChangeSet.id, id)))[0];

/** The last imports that were carried out, newest first, with what their jobs counted. */
export const importRuns = (read: Reader) =>
  read
    .select({ set: catalogueChangeSet, status: job.status, summary: job.summary, by: patron })
    .from(catalogueChangeSet)
    .leftJoin(job, eq(job.id, catalogueChangeSet.jobId))
    .leftJoin(patron, eq(patron.id, catalogueChangeSet.createdBy))
    .where(eq(catalogueChangeSet.kind, 'import'))
    .orderBy(desc(catalogueChangeSet.createdAt), desc(catalogueChangeSet.id))
    .limit(MOST_RUNS);

/** Whether an import, or the undo of it, is at work. */
export const isBusy = async (read: Reader, changeSetId: string) =>
  (
    await read
      .select({ id: job.id })
      .from(job)
      .where(
        and(
          inArray(job.status, ['queued', 'running']),
          sql`(${job.id} = ${changeSetId} or (${job.kind} = 'catalogue-import-undo' and ${job.params} ->> 'changeSetId' = ${changeSetId}))`,
        ),
      )
  ).length > 0;

export const countChanges = async (read: Reader, changeSetId: string) =>
  (
    await read
      .select({ n: count() })
      .from(catalogueChange)
      .where(eq(catalogueChange.changeSetId, changeSetId))
  )[0]?.n ?? 0;

/** The next changes of a set, by the ids of their subjects. */
export const changesAfter = (
  read: Reader,
  changeSetId: string,
  subject: ChangeRow['subject'],
  afterId: string,
  limit: number,
): Promise<ChangeRow[]> =>
  read
    .select()
    .from(catalogueChange)
    .where(
      and(
        eq(catalogueChange.changeSetId, changeSetId),
        eq(catalogueChange.subject, subject),
        gt(catalogueChange.subjectId, afterId),
      ),
    )
    .orderBy(asc(catalogueChange.subjectId))
    .limit(limit);

export const copiesByIds = (read: Reader, ids: readonly string[]) =>
  read
    .select()
    .from(copy)
    .where(inArray(copy.id, [...ids]));

/** Which of these copies a loan, hold, fine, count or open question speaks of, whether it is over or not. */
export async function copiesInUse(read: Reader, ids: readonly string[]): Promise<Set<string>> {
  const list = [...ids];
  const found = await Promise.all([
    read.select({ id: loan.copyId }).from(loan).where(inArray(loan.copyId, list)),
    read.select({ id: hold.copyId }).from(hold).where(inArray(hold.copyId, list)),
    read.select({ id: hold.capturedCopyId }).from(hold).where(inArray(hold.capturedCopyId, list)),
    read.select({ id: fine.copyId }).from(fine).where(inArray(fine.copyId, list)),
    read.select({ id: stocktakeScan.copyId }).from(stocktakeScan).where(inArray(stocktakeScan.copyId, list)),
    read.select({ id: syncException.copyId }).from(syncException).where(inArray(syncException.copyId, list)),
  ]);
  return new Set(found.flat().flatMap(({ id }) => (id === null ? [] : [id])));
}

/** Which of these titles have copies besides those that are `gone`, loans or holds. */
export async function titlesInUse(
  read: Reader,
  ids: readonly string[],
  gone: ReadonlySet<string> = new Set(),
): Promise<Set<string>> {
  const list = [...ids];
  const copies = await read
    .select({ id: copy.titleId, copyId: copy.id })
    .from(copy)
    .where(inArray(copy.titleId, list));
  const others = await Promise.all([
    read.select({ id: loan.titleId }).from(loan).where(inArray(loan.titleId, list)),
    read.select({ id: hold.titleId }).from(hold).where(inArray(hold.titleId, list)),
  ]);
  const there = copies.filter(({ copyId }) => !gone.has(copyId));
  return new Set([there, ...others].flat().map(({ id }) => id));
}

/** What speaks of a title, be it over or not. */
export async function usesOfTitle(read: Reader, id: string): Promise<('copies' | 'holds' | 'loans')[]> {
  const [copies, holds, loans] = await Promise.all([
    read.select({ id: copy.id }).from(copy).where(eq(copy.titleId, id)).limit(1),
    read.select({ id: hold.id }).from(hold).where(eq(hold.titleId, id)).limit(1),
    read.select({ id: loan.id }).from(loan).where(eq(loan.titleId, id)).limit(1),
  ]);
  const found = { copies, holds, loans };
  return (['copies', 'holds', 'loans'] as const).filter((use) => found[use].length > 0);
}

export const removedCopies = (read: Reader, ids: readonly string[]) =>
  statement(read.delete(copy).where(inArray(copy.id, [...ids])));

/** Their ISBNs and covers go with them. */
export const removedTitles = (read: Reader, ids: readonly string[]) =>
  statement(read.delete(title).where(inArray(title.id, [...ids])));

/** What is taken back is forgotten; what was left stays, for another attempt. */
export const undoneChanges = (
  read: Reader,
  changeSetId: string,
  subject: ChangeRow['subject'],
  ids: readonly string[],
  left: readonly string[],
) =>
  statement(
    read
      .delete(catalogueChange)
      .where(
        and(
          eq(catalogueChange.changeSetId, changeSetId),
          eq(catalogueChange.subject, subject),
          inArray(catalogueChange.subjectId, [...ids]),
          left.length > 0 ? notInArray(catalogueChange.subjectId, [...left]) : undefined,
        ),
      ),
  );

export const undoneSet = (read: Reader, changeSetId: string, undoneAt: number) =>
  statement(read.update(catalogueChangeSet).set({ undoneAt }).where(eq(catalogueChangeSet.id, changeSetId)));
