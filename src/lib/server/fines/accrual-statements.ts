import { inArray } from 'drizzle-orm';
import type { InStatement } from '@libsql/client';
import { takeBack } from '$lib/domain/fines/ledger';
import type { Reader } from '../db/client';
import { fine, fineEntry } from '../db/schema/fines';
import { nextRev, statement } from '../db/statement';
import type { Guard } from '../db/write';
import { fineFacts, type NewEntryRow } from './queries';

/** What a day adds to the overdue fine of a loan, or takes from it. */
export interface Accrual {
  fine: { id: string; patronId: string; loanId: string; copyId: string; siteId: string };
  /** The fine that grows on the loan already. */
  growing: typeof fine.$inferSelect | null;
  loanRev: number;
  /** Minor units; negative when days turned out not to count. */
  change: number;
  /** The day at the loan's site. */
  day: string;
}

/** Nobody stands at the desk when the day is reckoned: what was paid stays until the book comes back. */
async function entryOf(read: Reader, accrual: Accrual, at: number): Promise<NewEntryRow[]> {
  const { growing, change, day } = accrual;
  const { id: fineId, patronId, siteId } = accrual.fine;
  const amount =
    change < 0 && growing
      ? (takeBack(await fineFacts(read, growing), -change, false)[0]?.amount ?? 0)
      : change;
  if (amount === 0) return [];
  const type = amount > 0 ? ('charge' as const) : ('void' as const);
  // The id is made of the day: a fine has one entry a day, whoever reckons it and however often.
  return [{ id: `${fineId}.${day}`, fineId, patronId, type, amount, siteId, actorId: null, at }];
}

/** The batch of one window of loans, resting on each loan and each fine as they were read. */
export async function accrualStatements(
  read: Reader,
  accruals: Accrual[],
  at: number,
): Promise<{ guards: Guard[]; statements: InStatement[] }> {
  const entries = (await Promise.all(accruals.map((one) => entryOf(read, one, at)))).flat();
  const changed = accruals.filter((one) => entries.some((entry) => entry.fineId === one.fine.id));
  if (changed.length === 0) return { guards: [], statements: [] };
  const begun = changed.filter((one) => !one.growing);
  const grown = changed.flatMap((one) => one.growing ?? []);
  const rows = begun.map((one) => ({
    ...one.fine,
    ...{ kind: 'overdue' as const, growing: true, createdAt: at, rev: nextRev },
  }));
  return {
    guards: [
      ...changed.map((one): Guard => ({ table: 'loan', id: one.fine.loanId, rev: one.loanRev })),
      ...grown.map(({ id, rev }): Guard => ({ table: 'fine', id, rev })),
    ],
    statements: [
      ...(rows.length ? [statement(read.insert(fine).values(rows))] : []),
      ...(grown.length
        ? [
            statement(
              read
                .update(fine)
                .set({ rev: nextRev })
                .where(
                  inArray(
                    fine.id,
                    grown.map(({ id }) => id),
                  ),
                ),
            ),
          ]
        : []),
      statement(read.insert(fineEntry).values(entries).onConflictDoNothing()),
    ],
  };
}
