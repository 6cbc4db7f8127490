import type { InStatement } from '@libsql/client';
import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { fine, fineEntry } from '../db/schema/fines';
import { nextRev, statement } from '../db/statement';
import type { Context } from '../use-case';

interface OverdueSettlement {
  loanId: string;
  patronId: string;
  copyId: string;
  siteId: string;
  /** What is still to be charged, or negative: to be taken back. Minor units. */
  change: number;
}

/**
 * Statements that close the overdue period of a loan: its growing fine stops, and the rest is charged or taken back.
 * A period that cost nothing leaves no fine behind.
 */
export async function settleOverdue(
  context: Pick<Context, 'database' | 'now' | 'actor'>,
  settlement: OverdueSettlement,
): Promise<InStatement[]> {
  const { read } = context.database;
  const { change, loanId, patronId, copyId, siteId } = settlement;
  const [growing] = await read
    .select({ id: fine.id })
    .from(fine)
    .where(and(eq(fine.loanId, loanId), eq(fine.growing, true)));
  if (!growing && change === 0) return [];
  const id = growing?.id ?? uuid();
  const open = growing
    ? read.update(fine).set({ growing: false, rev: nextRev }).where(eq(fine.id, id))
    : read.insert(fine).values({
        id,
        patronId,
        loanId,
        copyId,
        siteId,
        kind: 'overdue',
        createdAt: context.now,
        rev: nextRev,
      });
  const entry = {
    id: uuid(),
    fineId: id,
    patronId,
    type: change > 0 ? ('charge' as const) : ('void' as const),
    amount: change,
    siteId,
    actorId: context.actor.patronId || null,
    at: context.now,
  };
  return [statement(open), ...(change === 0 ? [] : [statement(read.insert(fineEntry).values(entry))])];
}
