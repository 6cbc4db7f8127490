import type { ReasonCode } from '../shared/decision';
import type { LocalDate } from '../shared/local-date';
import type { WorldRows } from './rows';
import { allowed, checkout, refused, renewal } from './scenario-builder';
import {
  block,
  charge,
  copy,
  hold,
  loan,
  patron,
  rule,
  type Expected,
  type Scenario,
} from './scenario-world';

const FINE = allowed('2026-03-24');
const [YESTERDAY, TOMORROW] = ['2026-03-09', '2026-03-11'] as const;

const limited = (settings: Parameters<typeof rule>[1]) => [rule(1, { loanDays: 14 }), rule(2, settings)];
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

/** How many there are, and whether that stops a checkout: below, at and above a limit. */
function limit(
  what: string,
  code: ReasonCode,
  worldOf: (count: number) => Partial<WorldRows>,
  [below, at, above]: readonly [
    readonly [number, boolean],
    readonly [number, boolean],
    readonly [number, boolean],
  ],
): Scenario[] {
  return [below, at, above].map(([count, stops]) =>
    checkout(`${what}: ${count}`, worldOf(count), stops ? refused(code) : FINE),
  );
}

const LIMITS: Scenario[] = [
  ...limit(
    'out, where two are the most',
    'too-many-out',
    (count) => ({ rules: limited({ maxOut: 2 }), loans: times(count, (index) => loan(`m${index}`)) }),
    [
      [1, false],
      [2, true],
      [3, true],
    ],
  ),
  ...limit(
    'textbooks do not fill the library books, where two of a kind are the most',
    'too-many-out-of-kind',
    (count) => ({
      rules: limited({ maxOutOfKind: 2 }),
      loans: [
        ...times(count, (index) => loan(`k${index}`)),
        ...times(2, (index) => loan(`t${index}`, { materialKind: 'textbook', circulationTypeId: 'text' })),
      ],
    }),
    [
      [1, false],
      [2, true],
      [3, true],
    ],
  ),
  ...limit(
    'overdue, where one is let pass',
    'too-many-overdue',
    (count) => ({
      rules: limited({ maxOverdue: 1 }),
      loans: times(count, (index) => loan(`o${index}`, { dueOn: YESTERDAY })),
    }),
    [
      [0, false],
      [1, false],
      [2, true],
    ],
  ),
  ...limit(
    'lost, where one is let pass',
    'too-many-lost',
    (count) => ({
      rules: limited({ maxLost: 1 }),
      loans: times(count, (index) => loan(`l${index}`, { status: 'lost' })),
    }),
    [
      [0, false],
      [1, false],
      [2, true],
    ],
  ),
  ...limit(
    'owed in cents, where five hundred are let pass',
    'balance-too-high',
    (count) => ({ rules: limited({ maxBalance: 500 }), ledger: [charge(count)] }),
    [
      [499, false],
      [500, false],
      [501, true],
    ],
  ),
  ...limit(
    'years old, where the copy is for thirteen',
    'age-restricted',
    (age) => ({ patrons: [patron({ age })], copies: [copy({ minimumAge: 13 })] }),
    [
      [12, true],
      [13, false],
      [14, false],
    ],
  ),
];

const shortened = (day: LocalDate): Expected => allowed(day, 'due-date-shortened');

/** The last days of what ends: a last day is itself still valid. */
const LAST_DAYS: Scenario[] = [
  checkout(
    'access until tomorrow: due tomorrow',
    { patrons: [patron({ until: TOMORROW })] },
    shortened(TOMORROW),
  ),
  checkout('access until the due day', { patrons: [patron({ until: '2026-03-24' })] }, FINE),
  checkout(
    'access until the day before the due day',
    { patrons: [patron({ until: '2026-03-23' })] },
    shortened('2026-03-23'),
  ),
  checkout(
    'membership until tomorrow shortens nothing',
    { patrons: [patron({ expiresOn: TOMORROW })] },
    FINE,
  ),
  checkout(
    'a block that ends tomorrow',
    { blocks: [block({ until: TOMORROW })] },
    refused('patron-blocked-manually'),
  ),
  checkout(
    'one block over, one in force',
    { blocks: [block({ until: YESTERDAY }), block({ id: 'block-2' })] },
    refused('patron-blocked-manually'),
  ),
  checkout(
    'a hold that expires today still waits',
    { holds: [hold({ pendingUntil: '2026-03-10' })] },
    refused('copy-held-for-other'),
  ),
  checkout('a reserve whose last day was yesterday', { holds: [hold({ neededTo: YESTERDAY })] }, FINE),
  checkout(
    'a reserve whose last day is today',
    { holds: [hold({ neededTo: '2026-03-10' })] },
    refused('copy-held-for-other'),
  ),
  checkout(
    'a suspension whose last day is today',
    { holds: [hold({ suspended: true, suspendedUntil: '2026-03-10' })] },
    FINE,
  ),
];

const set = (settings: Parameters<typeof rule>[1]) => ({ rules: [rule(1, { loanDays: 14, ...settings })] });
const lent = (change: Parameters<typeof loan>[1]) => ({ loans: [loan('a', change)] });

const RENEWALS: Scenario[] = [
  renewal('of two renewals none used', set({ renewals: 2 }), allowed('2026-03-31')),
  renewal(
    'more used than a stricter rule gives now',
    { ...set({ renewals: 2 }), ...lent({ renewals: 3 }) },
    refused('renewals-used-up'),
  ),
  renewal(
    'days before the due day: one more than needed',
    set({ renewNotBeforeDays: 8 }),
    allowed('2026-03-31'),
  ),
  renewal(
    'only on the due day, a week before it',
    set({ renewNotBeforeDays: 0 }),
    refused('renewal-too-early'),
  ),
  renewal(
    'only on the due day, on it',
    { ...set({ renewNotBeforeDays: 0 }), ...lent({ dueOn: '2026-03-10' }) },
    allowed('2026-03-24'),
  ),
  renewal('onto a closed Friday', set({ loanDays: 3 }), allowed('2026-03-23')),
  renewal('onto a Saturday', set({ loanDays: 4 }), allowed('2026-03-23')),
  renewal('onto the last day before the holidays', set({ loanDays: 16 }), allowed('2026-04-02')),
  renewal('onto the first day of the holidays', set({ loanDays: 17 }), allowed('2026-04-20')),
  renewal('the ceiling is the new due day', set({ ceilingOn: '2026-03-31' }), allowed('2026-03-31')),
  renewal('the ceiling is a day before', set({ ceilingOn: '2026-03-30' }), shortened('2026-03-30')),
  renewal(
    'the ceiling gives one day more than before',
    set({ ceilingOn: '2026-03-18' }),
    shortened('2026-03-18'),
  ),
  renewal(
    'owing exactly the most',
    { ...set({ maxBalance: 100 }), ledger: [charge(100)] },
    allowed('2026-03-31'),
  ),
  renewal(
    'owing one cent more',
    { ...set({ maxBalance: 100 }), ledger: [charge(101)] },
    refused('balance-too-high'),
  ),
  renewal(
    'one overdue besides, where one is let pass',
    { ...set({ maxOverdue: 1 }), loans: [loan('a'), loan('b', { dueOn: YESTERDAY })] },
    allowed('2026-03-31'),
  ),
  renewal('a block that ended yesterday', { blocks: [block({ until: YESTERDAY })] }, allowed('2026-03-31')),
  renewal(
    'a block that ends today',
    { blocks: [block({ until: '2026-03-10' })] },
    refused('patron-blocked-manually'),
  ),
];

/** Below, at and above every threshold. */
export const THRESHOLD_SCENARIOS: readonly Scenario[] = [...LIMITS, ...LAST_DAYS, ...RENEWALS];
