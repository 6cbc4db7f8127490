import type { CirculationTypeId, LibraryGroupId, PermissionId, RuleId, SiteId } from './ids';

/**
 * `refuse` stops the action unless a permitted person overrides it, `confirm` stops it until the person at the desk
 * says "go on" (no permission needed), `note` is only told.
 */
export type Severity = 'refuse' | 'confirm' | 'note';

/** Every code that a circulation, hold or fine decision can give. The words are in the `refusals` message area. */
export const REASON_CODES = [
  'patron-unknown',
  'patron-generic',
  'patron-disabled',
  'patron-expired',
  'patron-no-group',
  'patron-no-barcode',
  'patron-blocked-manually',
  'too-many-out',
  'too-many-out-of-kind',
  'too-many-overdue',
  'too-many-lost',
  'balance-too-high',
  'copy-unknown',
  'copy-on-loan-to-other',
  'copy-held-for-other',
  'copy-on-hold-shelf-for-other',
  'copy-in-transit',
  'copy-lost',
  'copy-withdrawn',
  'copy-missing',
  'copy-in-repair',
  'copy-on-order',
  'copy-on-loan',
  'copy-available',
  'copy-on-hold-shelf',
  'copy-not-for-loan',
  'copy-on-site-only',
  'copy-booking-only',
  'copy-at-other-site',
  'age-restricted',
  'age-unknown',
  'claimed-returned',
  'due-date-invalid',
  'due-date-in-past',
  'due-date-after-ceiling',
  'due-date-moved',
  'due-date-shortened',
  'no-open-day',
  'special-due-date-not-permitted',
  'same-copy-renewal',
  'collector-unknown',
  'collector-is-borrower',
  'class-borrower-not-staff',
  'loan-unknown',
  'renewals-used-up',
  'renewal-too-early',
  'renewal-overdue',
  'renewal-held',
  'renewal-no-gain',
  'renewal-on-site',
  'hold-fulfilled',
  'backdate-in-future',
  'backdate-before-checkout',
  'backdate-not-permitted',
  'copy-not-on-loan',
  'copy-found',
  'copy-repaired',
  'copy-received',
  'hold-captured',
  'overdue-fine',
  'lost-settled',
  'title-unknown',
  'hold-already-placed',
  'hold-already-on-loan',
  'hold-copy-available',
  'hold-no-copies',
  'too-many-holds',
  'hold-dates-invalid',
  'queue-not-a-permutation',
  'queue-moves-ready-hold',
  'fine-amount-invalid',
  'fine-amount-too-high',
  'fine-settled',
  'fine-has-payments',
  'override-reason-missing',
  'override-not-permitted',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** The part of the district that a rule row speaks of; `null` means "every". */
export interface RuleScope {
  siteId?: SiteId | null;
  libraryGroupId?: LibraryGroupId | null;
  circulationTypeId?: CirculationTypeId | null;
}

/** The row of the circulation matrix that gave a value, so that a refusal can be explained and looked up. */
export interface RuleReference {
  id: RuleId;
  /** The number by which staff know the row. */
  number: number;
  scope: RuleScope;
  setting: string;
}

/** One thing that is to be said about an action. Texts are made from it in the message catalogue, never here. */
export interface Reason {
  code: ReasonCode;
  severity: Severity;
  rule?: RuleReference;
  /** The threshold: a count, minor units, or a day. */
  limit?: number | string;
  /** What was found: a count, minor units, or a day. */
  actual?: number | string;
  /** The permission with which somebody may go on all the same; absent when nobody may. */
  overridableBy?: PermissionId;
  details?: Record<string, string | number>;
}

/** What was decided, with every reason that applies, not only the first. */
export type Decision<T> =
  { allowed: true; value: T; reasons: Reason[] } | { allowed: false; reasons: Reason[] };

/** True when the action can't go on with these reasons: anything but a note stops it. */
export function isStopped(reasons: readonly Reason[]): boolean {
  return reasons.some((reason) => reason.severity !== 'note');
}

/** The codes of the reasons, sorted, each as often as it occurs. For tests, logs and comparison of two decisions. */
export function reasonCodes(reasons: readonly Reason[]): ReasonCode[] {
  return reasons.map((reason) => reason.code).sort();
}
