import { takeBack } from '../fines/ledger';
import type { FineFacts } from '../fines/types';
import type { LoanId } from '../shared/ids';
import type { Money } from '../shared/money';
import type { CheckinOutcome } from './checkin';
import type { LedgerRow } from './rows';

const sumOf = (entries: readonly { kind: string; amount: Money }[]): Money =>
  entries.reduce((sum, { kind, amount }) => (kind === 'refund' ? sum + amount : sum), 0);

/**
 * What was paid and is the borrower's again by a return, in minor units: of the charges for a lost copy, and of overdue days that did
 * not count. It goes on account; somebody pays it out. `growing` is the overdue fine of the loan that ends, where there is one.
 */
export function givenBack(
  { lostSettlement, fine }: Pick<CheckinOutcome, 'lostSettlement' | 'fine'>,
  growing: FineFacts | null,
): Money {
  const overdue = fine && fine.change < 0 && growing ? takeBack(growing, -fine.change, true) : [];
  return sumOf(lostSettlement) + sumOf(overdue);
}

/** The overdue fine of a loan that began last, from ledger rows; null where there is none. */
export function latestOverdue(ledger: readonly LedgerRow[], loanId: LoanId): FineFacts | null {
  const own = ledger.filter((row) => row.loanId === loanId && row.type === 'overdue');
  const begun = (fineId: string) =>
    Math.min(...own.filter((row) => row.fineId === fineId).map(({ at = 0 }) => at));
  const [id] = [...new Set(own.map(({ fineId }) => fineId))].sort((a, b) => begun(b) - begun(a));
  const rows = own.filter((row) => row.fineId === id);
  const [first] = rows;
  if (!first) return null;
  const { fineId, patronId, copyId = null } = first;
  return {
    ...{ id: fineId, patronId, loanId, copyId, type: 'overdue' },
    entries: rows.map(({ kind = 'charge', amount, at = 0 }) => ({ fineId, kind, amount, at })),
  };
}
