/** What a patron wants kept of loans that are over. */
export const HISTORY_CHOICES = ['district', 'keep', 'none'] as const;
export type HistoryChoice = (typeof HISTORY_CHOICES)[number];

/** What the district says about past loans. */
export interface HistoryPolicy {
  /** Days that what is over stays with its borrower; null keeps it, 0 lets go at once. */
  readonly historyDays: number | null;
  /** Whether a patron's own choice counts. */
  readonly patronsChooseHistory: boolean;
}

/** A loan, or a hold, as far as keeping it goes. */
export interface PastRecord {
  /** Instant at which it was over, ms; null while it is not. */
  readonly endedAt: number | null;
  /** Something is charged for it that is not settled, in either direction. */
  readonly moneyOpen: boolean;
}

const DAY_MS = 24 * 3_600_000;

/** The choice that counts: a patron's own only where the district lets patrons choose. */
export const effectiveChoice = (choice: HistoryChoice, policy: HistoryPolicy): HistoryChoice =>
  policy.patronsChooseHistory ? choice : 'district';

/**
 * The instant (ms) until which a record that is over keeps its person, or null where there is no end to it. A day is
 * 24 hours, so that a change of the clocks moves nothing. What is not over, and what money hangs on, is always kept.
 */
export function keptUntil(record: PastRecord, choice: HistoryChoice, policy: HistoryPolicy): number | null {
  if (record.endedAt === null || record.moneyOpen) return null;
  const counts = effectiveChoice(choice, policy);
  if (counts === 'keep') return null;
  if (counts === 'none') return record.endedAt;
  return policy.historyDays === null ? null : record.endedAt + policy.historyDays * DAY_MS;
}

/**
 * The instant (ms) such that a record without open money that ended then or earlier is forgotten by now; null where none
 * is. The same policy as `keptUntil`, for asking a whole history at once.
 */
export function forgottenUpTo(choice: HistoryChoice, policy: HistoryPolicy, now: number): number | null {
  const counts = effectiveChoice(choice, policy);
  if (counts === 'keep') return null;
  if (counts === 'none') return now;
  return policy.historyDays === null ? null : now - policy.historyDays * DAY_MS;
}

/** Whether the record must let go of its person by now (ms). */
export function isForgotten(
  record: PastRecord,
  choice: HistoryChoice,
  policy: HistoryPolicy,
  now: number,
): boolean {
  const until = keptUntil(record, choice, policy);
  return until !== null && until <= now;
}
