import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import type { FineType } from '$lib/domain/fines/types';
import type { Context } from '../use-case';
import { insertEntries, insertFine } from './queries';

interface LoanCharges {
  patronId: string;
  loanId: string;
  copyId: string;
  siteId: string;
  charges: readonly { kind: FineType; amount: number }[];
}

/** Statements that charge the borrower of a loan, a fine for each charge (minor units). */
export function chargeStatements(
  { database: { read }, actor, now }: Pick<Context, 'database' | 'actor' | 'now'>,
  { charges, ...of }: LoanCharges,
): InStatement[] {
  return charges.flatMap(({ kind, amount }) => {
    const id = uuid();
    const entry = { id: uuid(), fineId: id, patronId: of.patronId, type: 'charge' as const, amount };
    const by = { siteId: of.siteId, actorId: actor.patronId || null, at: now };
    return [
      insertFine(read, { id, ...of, kind, createdAt: now }),
      ...insertEntries(read, [{ ...entry, ...by }]),
    ];
  });
}
