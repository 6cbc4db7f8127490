import { UNLIMITED, type RuleSettings } from '$lib/domain/circulation/facts';
import { demoId } from './random';
import type { DemoRule } from './types';

type Row = readonly [group: string | null, type: string | null, site: string | null, settings: RuleSettings];

/** What a pupil may have out, by school: the loan days and limits that `activity` keeps to as well. */
export const GROUP_SETTINGS: Record<
  string,
  Required<Pick<RuleSettings, 'loanDays' | 'maxOut'>> & RuleSettings
> = {
  primary: {
    loanDays: 14,
    maxOut: 3,
    renewals: 1,
    maxHolds: 2,
    maxOverdue: 1,
    fineRate: 0,
    maxBalance: 2000,
  },
  middle: {
    loanDays: 14,
    maxOut: 4,
    renewals: 2,
    maxHolds: 4,
    maxOverdue: 0,
    fineRate: 20,
    maxBalance: 1000,
  },
  senior: {
    loanDays: 21,
    maxOut: 8,
    renewals: 2,
    maxHolds: 6,
    maxOverdue: 2,
    fineRate: 30,
    maxBalance: 1500,
  },
  teachers: {
    loanDays: 56,
    maxOut: 40,
    renewals: 5,
    maxHolds: 20,
    maxOverdue: 10,
    fineRate: 0,
    maxBalance: UNLIMITED,
  },
  staff: {
    loanDays: 28,
    maxOut: 10,
    renewals: 3,
    maxHolds: 6,
    maxOverdue: 4,
    fineRate: 0,
    maxBalance: UNLIMITED,
  },
};

const EVERYONE: RuleSettings = {
  maxLost: 1,
  holdShelfDays: 5,
  holdPendingDays: 120,
  fineUnit: 'day',
  fineCap: 1000,
  fineOpenDaysOnly: true,
  graceDays: 1,
  borrowing: 'loan',
};

const ROWS: readonly Row[] = [
  [null, null, null, EVERYONE],
  ...Object.entries(GROUP_SETTINGS).map(([group, settings]): Row => [group, null, null, settings]),
  [null, 'reference', null, { borrowing: 'on-site', maxHolds: 0 }],
  [null, 'dvd', null, { loanDays: 7, maxOutOfKind: 2, renewals: 1 }],
  [null, 'textbook', null, { endOfTerm: true, maxOutOfKind: 8, fineRate: 0 }],
  [null, 'equipment', null, { loanDays: 7, maxOutOfKind: 1, renewals: 0, maxHolds: 1 }],
  ['primary', 'dvd', null, { borrowing: 'on-site' }],
  ['primary', 'equipment', null, { borrowing: 'none' }],
  ['middle', 'fiction', 'MID', { maxOutOfKind: 4 }],
  ['senior', 'dvd', 'SEN', { loanDays: 7, maxOutOfKind: 3, fineRate: 50 }],
  ['teachers', 'dvd', null, { loanDays: 14, maxOutOfKind: 10 }],
  ['teachers', 'equipment', null, { loanDays: 28, maxOutOfKind: 5 }],
  [null, null, 'STO', { holdShelfDays: 10 }],
];

/** The circulation matrix, numbered as people see it. Money in cents. */
export function demoRules(seed: number): DemoRule[] {
  const scope = (kind: string, code: string | null) => code && demoId(seed, `${kind}/${code}`);
  return ROWS.map(([group, type, site, settings], i) => ({
    id: demoId(seed, `rule/${i}`),
    number: i + 1,
    siteId: scope('site', site),
    libraryGroupId: scope('group', group),
    circulationTypeId: scope('type', type),
    settings,
  }));
}
