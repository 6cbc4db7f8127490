import type { WorldRows } from '$lib/domain/circulation/rows';
import { normalizeBarcode } from '$lib/domain/shared/barcode';
import type { SnapshotCopy, SnapshotHead, SnapshotLoan } from '$lib/contracts/sync';
import type { OfflineDatabase, PatronRecord } from './db';

interface Subject {
  /** Who fetches it for the patron. */
  collector?: PatronRecord | undefined;
  patron: PatronRecord | undefined;
  copy: SnapshotCopy | undefined;
}

/** What is the same for every decision of this snapshot. */
const common = (head: SnapshotHead) => ({
  district: head.district,
  rules: head.rules as unknown as WorldRows['rules'],
  calendars: head.calendars,
  permissions: head.actor.permissions,
});

const unique = <T extends { id: string }>(rows: readonly T[]) => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** When the other copies of the title that this device knows are free: '' now, else the day on which they are due. */
async function siblingsFree(db: OfflineDatabase, copy: SnapshotCopy): Promise<string[]> {
  const others = (await db.copies.where('titleId').equals(copy.titleId).toArray()).filter(
    ({ id }) => id !== copy.id,
  );
  if (others.length === 0) return [];
  const loans = await db.loans
    .where('copyId')
    .anyOf(others.map(({ id }) => id))
    .toArray();
  const due = loans.filter(({ status }) => status === 'open').map(({ dueOn }) => dueOn);
  return [...others.filter(({ status }) => status === 'available').map(() => ''), ...due];
}

async function load(
  db: OfflineDatabase,
  head: SnapshotHead,
  { patron, copy, collector }: Subject,
): Promise<WorldRows> {
  const patronId = patron?.id ?? '';
  const copyId = copy?.id ?? '';
  const [own, ofCopy, queue, assigned, blocks, owed, charged] = await Promise.all([
    db.loans.where('patronId').equals(patronId).toArray(),
    db.loans.where('copyId').equals(copyId).toArray(),
    db.holds
      .where('titleId')
      .equals(copy?.titleId ?? '')
      .toArray(),
    db.holds.where('assignedCopyId').equals(copyId).toArray(),
    db.blocks.where('patronId').equals(patronId).toArray(),
    db.ledger.where('patronId').equals(patronId).toArray(),
    db.ledger.where('copyId').equals(copyId).toArray(),
  ]);
  const known = new Set(owed.map((row) => row.n));
  return {
    ...common(head),
    patrons: unique([patron, collector].filter((one) => one !== undefined)),
    copies: copy ? [{ ...copy, siblingsFree: await siblingsFree(db, copy) }] : [],
    loans: unique([...own, ...ofCopy]),
    holds: unique([...queue, ...assigned]),
    blocks,
    ledger: [...owed, ...charged.filter((row) => !known.has(row.n))],
  };
}

export const patronByBarcode = (db: OfflineDatabase, barcode: string) =>
  db.patrons
    .where('barcode')
    .equals(normalizeBarcode(barcode) ?? '')
    .first();

export const copyByBarcode = (db: OfflineDatabase, barcode: string) =>
  db.copies
    .where('barcode')
    .equals(normalizeBarcode(barcode) ?? '')
    .first();

/** The rows of a checkout, from the device's snapshot. */
export async function loadCheckoutRows(
  db: OfflineDatabase,
  head: SnapshotHead,
  request: { patronBarcode: string; copyBarcode: string; collectedById?: string },
): Promise<WorldRows> {
  const { collectedById } = request;
  const [patron, copy, collector] = await Promise.all([
    patronByBarcode(db, request.patronBarcode),
    copyByBarcode(db, request.copyBarcode),
    collectedById === undefined ? undefined : db.patrons.get(collectedById),
  ]);
  return load(db, head, { patron, copy, collector });
}

const loadOfLoan = async (db: OfflineDatabase, head: SnapshotHead, loan: SnapshotLoan | undefined) =>
  load(db, head, {
    patron: loan && (await db.patrons.get(loan.patronId)),
    copy: loan && (await db.copies.get(loan.copyId)),
  });

/** The rows of a renewal: about the one who has the loan. */
export async function loadRenewalRows(
  db: OfflineDatabase,
  head: SnapshotHead,
  request: { loanId?: string; copyBarcode?: string },
): Promise<WorldRows> {
  if (request.loanId !== undefined) return loadOfLoan(db, head, await db.loans.get(request.loanId));
  const copy = await copyByBarcode(db, request.copyBarcode ?? '');
  return loadOfLoan(db, head, copy && (await db.loans.where('copyId').equals(copy.id).first()));
}

/** The rows of a check-in: the copy, its loan, who waits for it and what was charged for it as lost. */
export async function loadCheckinRows(
  db: OfflineDatabase,
  head: SnapshotHead,
  request: { copyBarcode: string },
): Promise<WorldRows> {
  const copy = await copyByBarcode(db, request.copyBarcode);
  const loan = copy && (await db.loans.where('copyId').equals(copy.id).first());
  return load(db, head, { copy, patron: loan && (await db.patrons.get(loan.patronId)) });
}

/** The rows about one patron alone, for their blocks. */
export const loadPatronRows = (db: OfflineDatabase, head: SnapshotHead, patron: PatronRecord) =>
  load(db, head, { patron, copy: undefined });
