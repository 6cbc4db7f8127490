import type { InStatement } from '@libsql/client';
import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { EditFacts, Moved } from '$lib/domain/copies/batch-edit';
import type { Reader } from '../db/client';
import { copy } from '../db/schema/catalogue';
import { catalogueChange, catalogueChangeSet } from '../db/schema/cataloguing';
import { loan } from '../db/schema/circulation';
import { audit } from '../db/schema/operations';
import { statement } from '../db/statement';

export interface EditedCopy extends EditFacts {
  id: string;
  titleId: string;
  barcode: string;
  rev: number;
}

const given = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** An open hold on this very copy. */
const waitedFor = sql<number>`exists (
  select 1 from hold h where h.title_id = copy.title_id and h.copy_id = copy.id and h.closed_at is null)`;
/** Something is still owed for one of its loans. */
const owed = sql<number>`exists (
  select 1 from loan l join fine f on f.loan_id = l.id
  where l.copy_id = copy.id
    and (select coalesce(sum(e.amount), 0) from fine_entry e where e.fine_id = f.id) > 0)`;

/** Copies with what decides whether they may be changed, in the order of the ids. */
export async function editedCopies(read: Reader, ids: readonly string[]): Promise<EditedCopy[]> {
  const rows = await read
    .select({ copy, loan: loan.status, waitedFor, owed })
    .from(copy)
    .leftJoin(loan, and(eq(loan.copyId, copy.id), isNull(loan.returnedAt)))
    .where(inArray(copy.id, given(ids)));
  const byId = new Map(
    rows.map((row) => [
      row.copy.id,
      {
        ...row.copy,
        loan: row.loan === 'returned' ? null : row.loan,
        waitedFor: row.waitedFor === 1,
        owed: row.owed === 1,
      },
    ]),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The batches of copies of one person, or of everybody; newest first. */
export const copyBatches = (read: Reader, onlyBy: string | undefined, limit: number) =>
  read
    .select({ set: catalogueChangeSet, copies: count(catalogueChange.subjectId) })
    .from(catalogueChangeSet)
    .leftJoin(catalogueChange, eq(catalogueChange.changeSetId, catalogueChangeSet.id))
    .where(
      and(
        eq(catalogueChangeSet.kind, 'copies'),
        onlyBy === undefined ? undefined : eq(catalogueChangeSet.createdBy, onlyBy),
      ),
    )
    .groupBy(catalogueChangeSet.id)
    .orderBy(desc(catalogueChangeSet.createdAt))
    .limit(limit);

export const copyBatchById = async (read: Reader, id: string) =>
  (
    await read
      .select()
      .from(catalogueChangeSet)
      .where(and(eq(catalogueChangeSet.id, id), eq(catalogueChangeSet.kind, 'copies')))
  )[0];

/** What a batch did, copy by copy. */
export async function changesOfBatch(read: Reader, id: string) {
  const rows = await read
    .select()
    .from(catalogueChange)
    .where(and(eq(catalogueChange.changeSetId, id), eq(catalogueChange.subject, 'copy')));
  return rows.map((row) => ({
    copyId: row.subjectId,
    before: (row.before ?? {}) as Moved,
    after: (row.after ?? {}) as Moved,
  }));
}

/** Begins a change set; one that has begun stays as it is. */
export const beginCopyBatch = (
  read: Reader,
  values: Omit<typeof catalogueChangeSet.$inferInsert, 'kind'>,
): InStatement =>
  statement(
    read
      .insert(catalogueChangeSet)
      .values({ ...values, kind: 'copies' })
      .onConflictDoNothing(),
  );

export const rememberCopy = (
  read: Reader,
  changeSetId: string,
  copyId: string,
  { before, after }: { before: Moved; after: Moved },
): InStatement =>
  statement(
    read.insert(catalogueChange).values({
      changeSetId,
      subject: 'copy',
      subjectId: copyId,
      before: { ...before },
      after: { ...after },
    }),
  );

export const markUndone = (read: Reader, id: string, now: number): InStatement =>
  statement(read.update(catalogueChangeSet).set({ undoneAt: now }).where(eq(catalogueChangeSet.id, id)));

export const auditCopy = (read: Reader, values: typeof audit.$inferInsert): InStatement =>
  statement(read.insert(audit).values(values));
