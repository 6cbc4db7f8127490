import type { Effects } from '$lib/domain/offline/effects';
import type { SnapshotCopy, SnapshotHold, SnapshotLoan } from '$lib/contracts/sync';
import type { Before, OfflineDatabase } from './db';

const there = <T>(rows: (T | undefined)[]): T[] => rows.filter((row) => row !== undefined);

async function rowsBefore(db: OfflineDatabase, effects: Effects): Promise<Before> {
  const loanIds = [...effects.putLoans.map((loan) => loan.id), ...effects.endLoans];
  const holdIds = [...effects.holds.map((hold) => hold.id), ...effects.endHolds];
  const loans = there(await db.loans.bulkGet(loanIds));
  return {
    loans,
    newLoans: loanIds.filter((id) => !loans.some((loan) => loan.id === id)),
    copies: there(await db.copies.bulkGet(effects.copies.map((copy) => copy.id))),
    holds: there(await db.holds.bulkGet([...new Set(holdIds)])),
    ledger: effects.addLedger.map((row) => row.fineId),
  };
}

/** Writes what a decision changes into the snapshot's rows. To be called inside a transaction over its tables. */
export async function applyEffects(db: OfflineDatabase, effects: Effects): Promise<Before> {
  const before = await rowsBefore(db, effects);
  await db.loans.bulkDelete(effects.endLoans);
  await db.loans.bulkPut(effects.putLoans.map((loan) => ({ overdueCharged: 0, ...loan }) as SnapshotLoan));
  for (const { id, change } of effects.copies) await db.copies.update(id, change as Partial<SnapshotCopy>);
  for (const { id, change } of effects.holds) await db.holds.update(id, change as Partial<SnapshotHold>);
  await db.holds.bulkDelete(effects.endHolds);
  await db.ledger.bulkAdd(effects.addLedger);
  return before;
}

/** Puts the rows back as they were. To be called inside a transaction over the snapshot's tables. */
export async function takeBack(db: OfflineDatabase, before: Before): Promise<void> {
  await db.loans.bulkDelete(before.newLoans);
  await db.loans.bulkPut(before.loans);
  await db.copies.bulkPut(before.copies);
  await db.holds.bulkPut(before.holds);
  await db.ledger.where('fineId').anyOf(before.ledger).delete();
}

/** Whether two commands touched the same rows, so that the older one can't be taken back alone. */
export function touchesSame(a: Before, b: Before): boolean {
  const ids = (rows: Before) =>
    [...rows.loans, ...rows.copies, ...rows.holds].map((row) => row.id).concat(rows.newLoans);
  const mine = new Set(ids(a));
  return ids(b).some((id) => mine.has(id));
}
