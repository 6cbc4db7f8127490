import type { CopyId, FineId, LoanId, PatronId } from '../shared/ids';
import type { Money } from '../shared/money';

export type FineType = 'overdue' | 'lost' | 'damaged' | 'processing' | 'manual';

/** `refund` is money given back to the patron; `void` takes back what is left of a charge that should not have been. */
export type LedgerKind = 'charge' | 'payment' | 'waiver' | 'refund' | 'void';

/**
 * One change of what a patron owes. `amount` is signed, in minor units: charges and refunds are positive (the patron
 * owes more, or was given money back), payments, waivers and voids negative. So a balance is always the plain sum.
 */
export interface LedgerEntry {
  fineId: FineId;
  kind: LedgerKind;
  amount: Money;
  /** Instant, ms since epoch. */
  at: number;
}

/** A fine is its charge and everything that happened to it. */
export interface FineFacts {
  id: FineId;
  patronId: PatronId;
  loanId: LoanId | null;
  copyId: CopyId | null;
  type: FineType;
  entries: LedgerEntry[];
}

/** What becomes of a lost copy's charges when it comes back: all back, only what is unpaid, or nothing. */
export type LostReturnedPolicy = 'refund' | 'refund-unpaid' | 'keep';
