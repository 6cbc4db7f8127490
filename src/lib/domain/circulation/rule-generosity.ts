import { UNLIMITED, type Borrowing, type RuleSettings } from './facts';

type Value<K extends keyof RuleSettings> = NonNullable<RuleSettings[K]>;
type Generosity = { [K in keyof Required<RuleSettings>]: (value: Value<K>) => number };

const more = (value: number): number => (value === UNLIMITED ? Number.POSITIVE_INFINITY : value);
const less = (value: number): number => (value === UNLIMITED ? Number.NEGATIVE_INFINITY : -value);
const later = (date: string): number => Number(date.replaceAll('-', ''));
const whenTrue = (value: boolean): number => Number(value);
const whenFalse = (value: boolean): number => Number(!value);
const BORROWING: Record<Borrowing, number> = { none: 0, 'booking-only': 1, 'on-site': 2, loan: 3 };

/**
 * How good a value is for the patron; the greater the better. A patron in several library groups gets the best of
 * what their groups' rows say, so that a teacher who is also in a pupils' reading club does not lose anything.
 */
const GENEROSITY: Generosity = {
  loanDays: more,
  loanHours: more,
  fixedDueOn: later,
  ceilingOn: later,
  endOfTerm: whenFalse,
  renewals: more,
  renewNotBeforeDays: more,
  renewWhenHeld: whenTrue,
  renewWhenOverdue: whenTrue,
  renewFrom: (from) => Number(from === 'due'),
  automaticRenewals: more,
  maxOut: more,
  maxOutOfKind: more,
  maxOverdue: more,
  maxLost: more,
  maxBalance: more,
  maxHolds: more,
  holdShelfDays: more,
  holdPendingDays: more,
  fineRate: less,
  fineUnit: (unit) => Number(unit === 'week'),
  fineCap: less,
  fineOpenDaysOnly: whenTrue,
  graceDays: more,
  lostPrice: less,
  processingFee: less,
  borrowing: (borrowing) => BORROWING[borrowing],
};

/** How good a setting's value is for the patron; only to be compared with other values of the same setting. */
export function generosity<K extends keyof RuleSettings>(setting: K, value: Value<K>): number {
  return GENEROSITY[setting](value);
}
