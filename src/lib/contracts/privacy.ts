import * as v from 'valibot';
import { HISTORY_CHOICES } from '$lib/domain/privacy/history';
import { Id } from './shared';

const Choice = v.picklist(HISTORY_CHOICES);

/** What is kept of somebody's past loans, by their own choice and by the district. */
export const LoanHistory = v.object({
  loanHistory: Choice,
  /** Days that the district keeps what is over; null keeps it. */
  historyDays: v.nullable(v.number()),
  /** Whether the own choice counts. */
  patronsChooseHistory: v.boolean(),
});
export type LoanHistory = v.InferOutput<typeof LoanHistory>;

export const LoanHistoryChange = v.object({ loanHistory: Choice });
export const LoanHistoryChangeById = v.object({ id: Id, ...LoanHistoryChange.entries });

/** The username or the barcode of who is to be erased, typed or scanned once more. */
export const Erasure = v.object({
  confirm: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(120)),
});
