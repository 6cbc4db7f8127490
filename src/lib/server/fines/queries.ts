import type { InStatement } from '@libsql/client';
import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { FineFacts } from '$lib/domain/fines/types';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { nextRev, statement } from '../db/statement';

export type NewEntryRow = typeof fineEntry.$inferInsert;

/**
 * What was charged for the growing overdue fine of a loan. A void without a reason is the reckoning's own correction;
 * one by hand always has a reason, and what it forgave is not charged a second time on the next day.
 */
export const overdueCharged = sql<number>`(select coalesce(sum(e.amount), 0) from fine f join fine_entry e on e.fine_id = f.id
  where f.loan_id = ${loan.id} and f.growing = 1 and (e.type = 'charge' or (e.type = 'void' and e.reason = '')))`;

/** Statements that add entries to ledgers. */
export const insertEntries = (read: Reader, entries: NewEntryRow[]): InStatement[] =>
  entries.length ? [statement(read.insert(fineEntry).values(entries))] : [];

export const insertFine = (read: Reader, row: Omit<typeof fine.$inferInsert, 'rev'>): InStatement =>
  statement(read.insert(fine).values({ ...row, rev: nextRev }));

/** Moves a fine's revision, so that two payments can't both be decided on the same balance. */
export const touchFine = (read: Reader, id: string): InStatement =>
  statement(read.update(fine).set({ rev: nextRev }).where(eq(fine.id, id)));

const withTitle = (read: Reader) =>
  read
    .select({
      row: fine,
      copyBarcode: copy.barcode,
      titleId: title.id,
      title: title.title,
      materialKind: title.materialKind,
    })
    .from(fine)
    .leftJoin(copy, eq(copy.id, fine.copyId))
    .leftJoin(title, eq(title.id, copy.titleId));

export type ShownFine = Awaited<ReturnType<typeof finesOf>>[number];

/** A patron's fines, newest first. */
export const finesOf = (read: Reader, patronId: string) =>
  withTitle(read).where(eq(fine.patronId, patronId)).orderBy(desc(fine.createdAt), desc(fine.id));

export const fineById = async (read: Reader, id: string) => (await withTitle(read).where(eq(fine.id, id)))[0];

/** The ledgers of these fines, oldest entry first. */
export const entriesOf = (read: Reader, fineIds: string[]) =>
  read
    .select()
    .from(fineEntry)
    .where(inArray(fineEntry.fineId, fineIds))
    .orderBy(asc(fineEntry.at), asc(fineEntry.id));

/** The fines of a patron, as rows, settled ones too. */
export const fineRowsOf = (read: Reader, patronId: string) =>
  read.select().from(fine).where(eq(fine.patronId, patronId));

/** Several fines with their ledgers, as the rules know them; one look at the ledger for all. */
export async function factsOf(read: Reader, rows: (typeof fine.$inferSelect)[]): Promise<FineFacts[]> {
  const entries = await entriesOf(
    read,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...{ id: row.id, patronId: row.patronId, loanId: row.loanId, copyId: row.copyId, type: row.kind },
    entries: entries
      .filter((entry) => entry.fineId === row.id)
      .map(({ fineId, type, amount, at }) => ({ fineId, kind: type, amount, at })),
  }));
}

/** A fine with its ledger, as the rules know it. */
export async function fineFacts(read: Reader, row: typeof fine.$inferSelect): Promise<FineFacts> {
  const [facts] = await factsOf(read, [row]);
  return facts!;
}
