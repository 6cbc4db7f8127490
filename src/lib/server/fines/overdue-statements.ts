import type { InStatement } from '@libsql/client';
import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { ON_ACCOUNT } from '$lib/contracts/fines';
import { takeBack, type NewEntry } from '$lib/domain/fines/ledger';
import type { FineFacts } from '$lib/domain/fines/types';
import type { Reader } from '../db/client';
import { fine } from '../db/schema/fines';
import { nextRev, statement } from '../db/statement';
import type { Context } from '../use-case';
import { fineFacts, insertEntries, insertFine } from './queries';

interface OverdueSettlement {
  loanId: string;
  patronId: string;
  copyId: string;
  siteId: string;
  /** What is still to be charged, or negative: to be taken back. Minor units. */
  change: number;
  /** What was charged for the period when that was reckoned, minor units. */
  charged: number;
}

type By = Pick<Context, 'database' | 'now' | 'actor'>;
type FineRow = typeof fine.$inferSelect;

/** The daily accrual of another process may have charged a day meanwhile: then the sum is reckoned again. */
const chargedStill = ({ loanId, charged }: OverdueSettlement): InStatement => ({
  sql: `insert into guard(ok) select coalesce(sum(e.amount), 0) = ? from fine f join fine_entry e on e.fine_id = f.id
    where f.loan_id = ? and f.growing = 1 and (e.type = 'charge' or (e.type = 'void' and e.reason = ''))`,
  args: [charged, loanId],
});

/** The entries of a changed overdue sum. What was paid of days that did not count is the
 * patron's again, on account: somebody pays it out. */
async function entriesFor(
  context: By,
  settlement: OverdueSettlement,
  growing: FineRow | undefined,
  id: string,
) {
  const { read } = context.database;
  const { change } = settlement;
  const decided: NewEntry[] =
    change < 0 && growing
      ? takeBack(await fineFacts(read, growing), -change, true)
      : [{ fineId: id, kind: 'charge', amount: change }];
  const { patronId, siteId } = settlement;
  const [actorId, at] = [context.actor.patronId || null, context.now];
  return decided
    .filter(({ kind, amount }) => amount > 0 || kind !== 'charge')
    .map(({ kind, amount }) => ({
      ...{ id: uuid(), fineId: id, patronId, type: kind, amount, siteId, actorId, at },
      method: kind === 'refund' ? ON_ACCOUNT : null,
    }));
}

const growingFine = async (read: Reader, loanId: string): Promise<FineRow | undefined> =>
  (
    await read
      .select()
      .from(fine)
      .where(and(eq(fine.loanId, loanId), eq(fine.growing, true)))
  )[0];

/** The overdue fine of a loan that grows, with its ledger; null where there is none. */
export async function growingFacts(read: Reader, loanId: string): Promise<FineFacts | null> {
  const growing = await growingFine(read, loanId);
  return growing ? fineFacts(read, growing) : null;
}

/**
 * Statements that close the overdue period of a loan: its growing fine stops, and the rest is charged or taken back.
 * A period that cost nothing leaves no fine behind.
 */
export async function settleOverdue(context: By, settlement: OverdueSettlement): Promise<InStatement[]> {
  const { read } = context.database;
  const { change, loanId, patronId, copyId, siteId } = settlement;
  const growing = await growingFine(read, loanId);
  if (!growing && change <= 0) return [];
  const id = growing?.id ?? uuid();
  const open = growing
    ? statement(read.update(fine).set({ growing: false, rev: nextRev }).where(eq(fine.id, id)))
    : insertFine(read, { id, patronId, loanId, copyId, siteId, kind: 'overdue', createdAt: context.now });
  return [
    chargedStill(settlement),
    open,
    ...insertEntries(read, await entriesFor(context, settlement, growing, id)),
  ];
}
