import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { Undo } from '$lib/contracts/circulation';
import { AppError, notFound } from '../app-error';
import type { ChangePlan } from '../change';
import { copy } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { fine } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { audit } from '../db/schema/operations';
import { nextRev, statement } from '../db/statement';
import { fineFacts, insertEntries } from '../fines/queries';
import { releaseCapturedHold, setHold } from '../holds/hold-statements';
import { useCase, type Context } from '../use-case';
import { setCopy, setLoan, touchPatron, touchTitle } from './queries';

/** A scan is taken back soon or not at all: later the shelves have moved on. */
const UNDO_MS = 4 * 3_600_000;

type LoanRow = typeof loan.$inferSelect;

async function known(context: Context, loanId: string) {
  const { read } = context.database;
  const [row] = await read
    .select({ loan, copy })
    .from(loan)
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .where(eq(loan.id, loanId));
  if (!row?.loan.patronId) throw notFound();
  return { ...row, patronId: row.loan.patronId };
}

/** What last happened to a loan or a copy. */
async function lastAction(context: Context, row: { id: string }) {
  const [entry] = await context.database.read
    .select()
    .from(audit)
    .where(eq(audit.subjectId, row.id))
    .orderBy(desc(audit.id))
    .limit(1);
  return entry;
}

/** The hold that ended with this checkout, if one did. */
async function fulfilledBy(context: Context, row: LoanRow) {
  const [found] = await context.database.read
    .select()
    .from(hold)
    .where(
      and(
        eq(hold.titleId, row.titleId),
        eq(hold.patronId, row.patronId ?? ''),
        eq(hold.status, 'fulfilled'),
        eq(hold.closedAt, row.checkedOutAt),
      ),
    );
  return found;
}

/** The hold waits again with its copy on the shelf, first in its queue. */
async function standAgain(context: Context, ended: typeof hold.$inferSelect, copyId: string) {
  const { read } = context.database;
  const queue = await read
    .select({ id: hold.id, position: hold.position })
    .from(hold)
    .where(and(eq(hold.titleId, ended.titleId), isNull(hold.closedAt)));
  const onShelf = ended.readyUntil !== null;
  return [
    setCopy(read, copyId, { status: onShelf ? 'on-hold-shelf' : 'available', statusChangedAt: context.now }),
    ...queue.map((one) => setHold(read, one.id, { position: one.position + 1 })),
    setHold(read, ended.id, {
      status: onShelf ? 'ready' : 'pending',
      capturedCopyId: onShelf ? copyId : null,
      position: 1,
      closedAt: null,
    }),
    touchTitle(read, ended.titleId),
  ];
}

/** The checkout never was: the loan ends at the instant it began, the copy stands on the shelf, nothing is charged. */
async function undoCheckout(context: Context, loanId: string): Promise<ChangePlan<null>> {
  const { read } = context.database;
  const { loan: row, copy: item, patronId } = await known(context, loanId);
  const last = await lastAction(context, row);
  const untouched = row.returnedAt === null && row.renewals === 0 && last?.useCase === 'check-out';
  if (!untouched || context.now - row.checkedOutAt > UNDO_MS) throw new AppError('conflict');
  const fulfilled = await fulfilledBy(context, row);
  return {
    guards: [
      { table: 'loan', id: row.id, rev: row.rev },
      { table: 'copy', id: item.id, rev: item.rev },
    ],
    statements: [
      setLoan(read, row.id, { status: 'returned', returnedAt: row.checkedOutAt }),
      ...(fulfilled
        ? await standAgain(context, fulfilled, item.id)
        : [setCopy(read, item.id, { status: 'available', statusChangedAt: context.now })]),
      touchPatron(read, patronId),
      ...context.search.refreshAvailability([item.titleId]),
    ],
    audit: { subjectType: 'loan', subjectId: row.id, details: { undone: 'checkout', copyId: item.id } },
    answer: null,
  };
}

/** The fine of the overdue period that goes on grows again: what the days before had cost is not charged twice. */
const growAgain = (read: Context['database']['read'], row: LoanRow) =>
  statement(
    read
      .update(fine)
      .set({ growing: true, rev: nextRev })
      .where(and(eq(fine.loanId, row.id), eq(fine.kind, 'overdue'), gt(fine.createdAt, row.dueAt))),
  );

/** Takes back what a check-in charged for the loan. */
async function uncharge(context: Context, row: LoanRow, patronId: string) {
  const { read } = context.database;
  const fines = await read
    .select()
    .from(fine)
    .where(and(eq(fine.loanId, row.id), eq(fine.kind, 'overdue')));
  const statements = [];
  for (const charged of fines) {
    const facts = await fineFacts(read, charged);
    const since = facts.entries.filter(
      (entry) => entry.at >= (row.returnedAt ?? 0) && entry.kind !== 'payment',
    );
    const amount = -since.reduce((sum, entry) => sum + entry.amount, 0);
    if (amount === 0) continue;
    const entry = {
      id: uuid(),
      fineId: charged.id,
      patronId,
      type: amount < 0 ? ('void' as const) : ('charge' as const),
      amount,
      siteId: row.siteId,
      actorId: context.actor.patronId,
      at: context.now,
    };
    statements.push(...insertEntries(read, [entry]));
  }
  return statements;
}

/** The check-in never was: the loan goes on with its old due day, its charge is taken back, the hold waits again. */
async function undoCheckin(context: Context, loanId: string): Promise<ChangePlan<null>> {
  const { read } = context.database;
  const { loan: row, copy: item, patronId } = await known(context, loanId);
  const [open] = await read
    .select({ id: loan.id })
    .from(loan)
    .where(and(eq(loan.copyId, item.id), isNull(loan.returnedAt)));
  const checkedIn = await lastAction(context, item);
  // A copy that was lost or claimed returned has had its money settled: that is not undone in passing.
  const plain = checkedIn?.useCase === 'check-in' && checkedIn.details['loanStatus'] === 'open';
  const stale =
    !plain || row.returnedAt === null || open !== undefined || context.now - item.statusChangedAt > UNDO_MS;
  if (stale) throw new AppError('conflict');
  const held = await read
    .select()
    .from(hold)
    .where(and(eq(hold.capturedCopyId, item.id), isNull(hold.closedAt)));
  return {
    guards: [
      { table: 'loan', id: row.id, rev: row.rev },
      { table: 'copy', id: item.id, rev: item.rev },
    ],
    statements: [
      setLoan(read, row.id, { status: 'open', returnedAt: null }),
      setCopy(read, item.id, { status: 'on-loan', destinationSiteId: null, statusChangedAt: context.now }),
      touchPatron(read, patronId),
      ...held.flatMap((one) => releaseCapturedHold(read, one.id, item.titleId)),
      ...(await uncharge(context, row, patronId)),
      growAgain(read, row),
      ...context.search.refreshAvailability([item.titleId]),
    ],
    audit: { subjectType: 'loan', subjectId: row.id, details: { undone: 'checkin', copyId: item.id } },
    answer: null,
  };
}

/**
 * Takes a checkout or a check-in of the last four hours back, as long as nothing else has happened to the copy.
 * @throws AppError conflict (409) when it is too late or the copy has moved on; not-found.
 */
export const undo = useCase({
  name: 'undo-circulation',
  permission: 'circulation.undo',
  input: Undo,
  run: (context, { loanId, action }) =>
    context.change(() =>
      action === 'checkout' ? undoCheckout(context, loanId) : undoCheckin(context, loanId),
    ),
});
