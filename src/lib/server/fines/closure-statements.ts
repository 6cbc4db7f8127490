import type { InStatement } from '@libsql/client';
import { inArray } from 'drizzle-orm';
import { ON_ACCOUNT } from '$lib/contracts/fines';
import type { Reader } from '../db/client';
import { fine, fineEntry } from '../db/schema/fines';
import { nextRev, statement } from '../db/statement';
import type { Guard } from '../db/write';

/** What a closure takes off an overdue fine. */
export interface TakenBack {
  fineId: string;
  fineRev: number;
  patronId: string;
  siteId: string;
  /** Minor units, above 0. */
  amount: number;
  /** What of it had been paid: the patron's again, on account. */
  givenBack: number;
}

/** What a closure took off a fine stands there once, whatever is repeated. */
export const closureEntryId = (fineId: string, closureId: string): string => `${fineId}.${closureId}`;

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
  const entries = fines.flatMap(({ fineId, patronId, siteId, amount, givenBack }) => {
    const of = { fineId, patronId, siteId, at, actorId: null };
    const id = closureEntryId(fineId, closureId);
    const back = { ...of, id: `${id}.paid`, type: 'refund' as const, amount: givenBack, method: ON_ACCOUNT };
    const taken = { ...of, id, type: 'void' as const, amount: -amount, method: null };
    return givenBack > 0 ? [back, taken] : [taken];
  });
  const ids = fines.map(({ fineId }) => fineId);
  return {
    guards: fines.map(({ fineId, fineRev }): Guard => ({ table: 'fine', id: fineId, rev: fineRev })),
    statements: [
      statement(read.update(fine).set({ rev: nextRev }).where(inArray(fine.id, ids))),
      statement(read.insert(fineEntry).values(entries).onConflictDoNothing()),
    ],
  };
}
