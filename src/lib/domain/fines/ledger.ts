import type { Decision, Reason } from '../shared/decision';
import type { FineId } from '../shared/ids';
import { isMoney, sumMoney, type Money } from '../shared/money';
import type { FineFacts, LedgerEntry, LedgerKind, LostReturnedPolicy } from './types';

/** An entry that is to be added to a fine's ledger; `amount` is signed, in minor units. */
export interface NewEntry {
  fineId: FineId;
  kind: LedgerKind;
  amount: Money;
}

/** A fine in figures, all positive, in minor units. */
export interface FineSummary {
  charged: Money;
  paid: Money;
  waived: Money;
  refunded: Money;
  voided: Money;
  /** What is still owed; the sum of the entries. */
  outstanding: Money;
}

/** What is owed: always the plain sum of the entries, in minor units. */
export function balanceOf(entries: Iterable<Pick<LedgerEntry, 'amount'>>): Money {
  return sumMoney([...entries].map((entry) => entry.amount));
}

/** The figures of one fine. */
export function summarize(fine: Pick<FineFacts, 'entries'>): FineSummary {
  const sum = (kind: LedgerKind): Money => balanceOf(fine.entries.filter((entry) => entry.kind === kind));
  return {
    charged: sum('charge'),
    paid: -sum('payment') || 0,
    waived: -sum('waiver') || 0,
    refunded: sum('refund'),
    voided: -sum('void') || 0,
    outstanding: balanceOf(fine.entries),
  };
}

/** A new charge: a whole amount above 0 (`fine-amount-invalid`). */
export function decideCharge(fineId: FineId, amount: Money): Decision<NewEntry> {
  const invalid = amountReasons(amount);
  if (invalid.length > 0) return { allowed: false, reasons: invalid };
  return { allowed: true, value: { fineId, kind: 'charge', amount }, reasons: [] };
}

/** A payment of at most what is still owed. */
export function decidePayment(fine: FineFacts, amount: Money): Decision<NewEntry> {
  return reduce(fine, 'payment', amount);
}

/** A waiver of at most what is still owed. */
export function decideWaiver(fine: FineFacts, amount: Money): Decision<NewEntry> {
  return reduce(fine, 'waiver', amount);
}

/** Takes back what is still owed of a charge. What was paid is given back by a refund, never hidden in a void. */
export function decideVoid(fine: FineFacts): Decision<NewEntry> {
  return reduce(fine, 'void', summarize(fine).outstanding);
}

/**
 * Deletes a charge that should never have been: all that is owed of it is taken back. Refused while money that was paid for
 * it is kept (`fine-has-payments`): that is given back first, so that no money in the till belongs to nothing.
 */
export function decideDeletion(fine: FineFacts): Decision<NewEntry> {
  const { paid, refunded } = summarize(fine);
  if (paid <= refunded) return decideVoid(fine);
  const reason: Reason = { code: 'fine-has-payments', severity: 'refuse', actual: paid - refunded };
  return { allowed: false, reasons: [reason] };
}

/** Money given back: at most what was paid and not yet given back. It is owed again unless it is voided or waived. */
export function decideRefund(fine: FineFacts, amount: Money): Decision<NewEntry> {
  const { paid, refunded } = summarize(fine);
  const reasons = [...amountReasons(amount), ...tooHigh(amount, paid - refunded)];
  if (reasons.length > 0) return { allowed: false, reasons };
  return { allowed: true, value: { fineId: fine.id, kind: 'refund', amount }, reasons: [] };
}

/** An entry of a ledger with how the money moved. */
export interface MovedEntry extends Pick<LedgerEntry, 'kind' | 'amount'> {
  method?: string | null;
}

/** A part of a pay-out: the account goes down and the till gives; together they change nothing of what is owed. */
export interface PayOutEntry extends NewEntry {
  /** Whether it is the account's side or the till's. */
  side: 'account' | 'till';
}

/**
 * What is the patron's again and still in the till: refunds on account, less what was paid out of it since. Never below 0.
 * @param account the method that such refunds are booked by
 */
export function creditOf(entries: readonly MovedEntry[], account: string): Money {
  const onAccount = entries.filter(({ kind, method }) => kind === 'refund' && method === account);
  return Math.max(0, balanceOf(onAccount));
}

/** Pays out all that is on account for a fine (`fine-settled` where nothing is). */
export function decidePayOut(
  fineId: FineId,
  entries: readonly MovedEntry[],
  account: string,
): Decision<PayOutEntry[]> {
  const credit = creditOf(entries, account);
  if (credit <= 0) return { allowed: false, reasons: [{ code: 'fine-settled', severity: 'refuse' }] };
  return {
    allowed: true,
    value: [
      { fineId, kind: 'refund', amount: -credit, side: 'account' },
      { fineId, kind: 'refund', amount: credit, side: 'till' },
    ],
    reasons: [],
  };
}

/** Spreads one payment over several fines, oldest first. Refused when it is more than all of them together. */
export function spreadPayment(fines: readonly FineFacts[], amount: Money): Decision<NewEntry[]> {
  const owed = sumMoney(fines.map((fine) => Math.max(0, summarize(fine).outstanding)));
  const reasons = [...amountReasons(amount), ...tooHigh(amount, owed)];
  if (reasons.length > 0) return { allowed: false, reasons };
  let left = amount;
  const entries: NewEntry[] = [];
  for (const fine of [...fines].sort(byAge)) {
    const part = Math.min(left, Math.max(0, summarize(fine).outstanding));
    if (part > 0) entries.push({ fineId: fine.id, kind: 'payment', amount: -part });
    left -= part;
  }
  return { allowed: true, value: entries, reasons: [] };
}

/**
 * What becomes of the charges for a lost copy that comes back. `refund`: all is taken back and what was paid is given
 * back; `refund-unpaid`: only what is unpaid is taken back; `keep`: nothing. No fine is ever left below 0: money that
 * is given back is an entry of its own.
 */
export function settleLost(fines: readonly FineFacts[], policy: LostReturnedPolicy): NewEntry[] {
  if (policy === 'keep') return [];
  return fines.flatMap((fine): NewEntry[] => {
    const { outstanding, paid, refunded } = summarize(fine);
    const givenBack = policy === 'refund' ? Math.max(0, paid - refunded) : 0;
    const entries: NewEntry[] = [
      { fineId: fine.id, kind: 'refund', amount: givenBack },
      { fineId: fine.id, kind: 'void', amount: -(Math.max(0, outstanding) + givenBack) },
    ];
    return entries.filter((entry) => entry.amount !== 0);
  });
}

/**
 * Takes back a part of an overdue charge that turned out too high: what is unpaid is voided; what was paid of it is given
 * back too where `giveBack` is true, as an entry of its own. What was waived stays waived. Never below 0.
 */
export function takeBack(fine: FineFacts, amount: Money, giveBack: boolean): NewEntry[] {
  const { outstanding, paid, refunded } = summarize(fine);
  const unpaid = Math.min(amount, Math.max(0, outstanding));
  const returned = giveBack ? Math.min(amount - unpaid, Math.max(0, paid - refunded)) : 0;
  const entries: NewEntry[] = [
    { fineId: fine.id, kind: 'refund', amount: returned },
    { fineId: fine.id, kind: 'void', amount: -(unpaid + returned) || 0 },
  ];
  return entries.filter((entry) => entry.amount !== 0);
}

function reduce(fine: FineFacts, kind: 'payment' | 'waiver' | 'void', amount: Money): Decision<NewEntry> {
  const { outstanding } = summarize(fine);
  if (outstanding <= 0) return { allowed: false, reasons: [{ code: 'fine-settled', severity: 'refuse' }] };
  const reasons = [...amountReasons(amount), ...tooHigh(amount, outstanding)];
  if (reasons.length > 0) return { allowed: false, reasons };
  return { allowed: true, value: { fineId: fine.id, kind, amount: -amount }, reasons: [] };
}

function amountReasons(amount: Money): Reason[] {
  return isMoney(amount) && amount > 0 ? [] : [{ code: 'fine-amount-invalid', severity: 'refuse' }];
}

function tooHigh(amount: Money, limit: Money): Reason[] {
  return amount <= limit ? [] : [{ code: 'fine-amount-too-high', severity: 'refuse', limit, actual: amount }];
}

function byAge(a: FineFacts, b: FineFacts): number {
  const begun = (fine: FineFacts) =>
    fine.entries.reduce((first, entry) => Math.min(first, entry.at), Infinity);
  const [left, right] = [begun(a), begun(b)];
  return left === right ? (a.id < b.id ? -1 : 1) : left - right;
}
