import type { InStatement } from '@libsql/client';
import { inArray } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { fine, fineEntry } from '../db/schema/fines';
import { nextRev, statement } from '../db/statement';
import type { Guard } from '../db/write';

/** What a closure takes off a fine that grows. */
export interface TakenBack {
  fineId: string;
  fineRev: number;
  patronId: string;
  siteId: string;
  /** Minor units, above 0 and not more than is owed. */
  amount: number;
}

/**
 * The batch that voids what was charged for days on which the site was closed without notice. It is the reckoning's own correction,
 * without a reason by hand, so that the days ahead are counted from there. The entry's id is made of the closure: it is there once.
 */
export function takeBackStatements(
  read: Reader,
  closureId: string,
  fines: readonly TakenBack[],
  at: number,
): { guards: Guard[]; statements: InStatement[] } {
  if (fines.length === 0) return { guards: [], statements: [] };
  const entries = fines.map(({ fineId, patronId, siteId, amount }) => ({
    ...{ id: `${fineId}.${closureId}`, fineId, patronId, siteId, at, actorId: null },
    ...{ type: 'void' as const, amount: -amount },
  }));
  const ids = fines.map(({ fineId }) => fineId);
  return {
    guards: fines.map(({ fineId, fineRev }): Guard => ({ table: 'fine', id: fineId, rev: fineRev })),
    statements: [
      statement(read.update(fine).set({ rev: nextRev }).where(inArray(fine.id, ids))),
      statement(read.insert(fineEntry).values(entries).onConflictDoNothing()),
    ],
  };
}
