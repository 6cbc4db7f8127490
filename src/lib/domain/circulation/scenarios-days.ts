import type { CalendarRow } from './rows';
import { allowed, checkout, onlyRule, refused } from './scenario-builder';
import { CALENDAR, loan, rule, type Expected, type Scenario } from './scenario-world';

/** Days of the loan and the day it falls due; the site is closed at weekends, on 20 March and from 3 to 17 April. */
const CLOSED_DAYS: Scenario[] = (
  [
    [1, '2026-03-11'],
    [2, '2026-03-12'],
    [3, '2026-03-13'],
    [4, '2026-03-16'],
    [5, '2026-03-16'],
    [6, '2026-03-16'],
    [9, '2026-03-19'],
    [11, '2026-03-23'],
    [12, '2026-03-23'],
    [13, '2026-03-23'],
    [23, '2026-04-02'],
    [24, '2026-04-20'],
    [40, '2026-04-20'],
    [41, '2026-04-20'],
    [42, '2026-04-21'],
  ] as const
).map(([loanDays, dueOn]) =>
  checkout(`${loanDays} days from a Tuesday`, onlyRule({ loanDays }), allowed(dueOn)),
);

const short = (day: string): Expected => allowed(day, 'due-date-shortened');

/** A loan of so many days under a ceiling: the day itself, a day after and before it, and ceilings on closed days. */
const CEILINGS: Scenario[] = (
  [
    [14, '2026-03-25', allowed('2026-03-24')],
    [14, '2026-03-24', allowed('2026-03-24')],
    [14, '2026-03-23', short('2026-03-23')],
    [14, '2026-03-21', short('2026-03-19')],
    [14, '2026-03-20', short('2026-03-19')],
    [14, '2026-03-19', short('2026-03-19')],
    [14, '2026-03-10', short('2026-03-10')],
    [10, '2026-03-23', allowed('2026-03-23')],
    [10, '2026-03-22', short('2026-03-19')],
    [10, '2026-03-20', short('2026-03-19')],
    [28, '2026-04-17', short('2026-04-02')],
    [28, '2026-04-20', allowed('2026-04-20')],
  ] as const
).map(([loanDays, ceilingOn, expected]) =>
  checkout(`${loanDays} days, at most until ${ceilingOn}`, onlyRule({ loanDays, ceilingOn }), expected),
);

const TERM_ENDS: Scenario[] = (
  [
    [22, allowed('2026-04-01')],
    [23, allowed('2026-04-02')],
    [24, short('2026-04-02')],
  ] as const
).map(([loanDays, expected]) =>
  checkout(
    `${loanDays} days in a term that ends on 2 April`,
    onlyRule({ loanDays, endOfTerm: true }),
    expected,
  ),
);

const HOURS: Scenario[] = (
  [
    [14, '2026-03-10'],
    [15, '2026-03-11'],
    [72, '2026-03-13'],
    [96, '2026-03-16'],
  ] as const
).map(([loanHours, dueOn]) =>
  checkout(`${loanHours} hours from half past nine`, onlyRule({ loanHours }), allowed(dueOn)),
);

const open = (change: Partial<CalendarRow> = {}): { calendars: CalendarRow[] } => ({
  calendars: [{ ...CALENDAR, openDays: [0, 1, 2, 3, 4, 5, 6], closed: [], terms: [], ...change }],
});
const at = (instant: string, scenario: Scenario): Scenario => ({ ...scenario, now: Date.parse(instant) });

/** From nine in the morning of the day before the clocks change: 5 April has 25 hours, 4 October has 23. */
const CLOCKS: Scenario[] = (
  [
    ['back', '2026-04-03T22:00:00Z', { loanDays: 1 }, '2026-04-05'],
    ['back', '2026-04-03T22:00:00Z', { loanDays: 2 }, '2026-04-06'],
    ['back', '2026-04-03T22:00:00Z', { loanHours: 14 }, '2026-04-04'],
    ['back', '2026-04-03T22:00:00Z', { loanHours: 15 }, '2026-04-05'],
    ['back', '2026-04-03T22:00:00Z', { loanHours: 39 }, '2026-04-05'],
    ['back', '2026-04-03T22:00:00Z', { loanHours: 40 }, '2026-04-06'],
    ['forward', '2026-10-02T23:00:00Z', { loanDays: 1 }, '2026-10-04'],
    ['forward', '2026-10-02T23:00:00Z', { loanDays: 2 }, '2026-10-05'],
    ['forward', '2026-10-02T23:00:00Z', { loanHours: 15 }, '2026-10-04'],
    ['forward', '2026-10-02T23:00:00Z', { loanHours: 37 }, '2026-10-04'],
    ['forward', '2026-10-02T23:00:00Z', { loanHours: 38 }, '2026-10-05'],
  ] as const
).map(([way, now, settings, dueOn]) =>
  at(
    now,
    checkout(
      `clocks go ${way}: ${JSON.stringify(settings)}`,
      { ...open(), ...onlyRule(settings) },
      allowed(dueOn),
    ),
  ),
);

/** The last moments of days of 25, 23 and 24 hours: what is due then is not overdue before midnight. */
const MIDNIGHTS: Scenario[] = (
  [
    [
      'the long day',
      '2026-04-05',
      '2026-04-05T13:59:00Z',
      '2026-04-05T14:00:00Z',
      '2026-04-06',
      '2026-04-07',
    ],
    [
      'the short day',
      '2026-10-04',
      '2026-10-04T12:59:00Z',
      '2026-10-04T13:00:00Z',
      '2026-10-05',
      '2026-10-06',
    ],
    [
      'a common day',
      '2026-03-10',
      '2026-03-10T12:59:00Z',
      '2026-03-10T13:00:00Z',
      '2026-03-11',
      '2026-03-12',
    ],
  ] as const
).flatMap(([what, dueOn, before, after, tomorrow, dayAfter]) => {
  const late = { ...open(), rules: [rule(1, { loanDays: 1, maxOverdue: 0 })], loans: [loan('a', { dueOn })] };
  const free = { ...open(), ...onlyRule({ loanDays: 1 }) };
  return [
    at(before, checkout(`one minute before the end of ${what}: not overdue`, late, allowed(tomorrow))),
    at(after, checkout(`the midnight after ${what}: overdue`, late, refused('too-many-overdue'))),
    at(after, checkout(`the midnight after ${what}: the next day counts`, free, allowed(dayAfter))),
  ];
});

/** The same instant is another day elsewhere: the lending site's own clock says from when a loan runs. */
const ZONES: Scenario[] = (
  [
    ['Europe/Madrid', '2026-03-23'],
    ['Pacific/Honolulu', '2026-03-23'],
    ['America/New_York', '2026-03-23'],
    ['Asia/Kolkata', '2026-03-24'],
    ['Pacific/Kiritimati', '2026-03-24'],
  ] as const
).map(([timeZone, dueOn]) =>
  checkout(`14 days where the clock is that of ${timeZone}`, open({ timeZone }), allowed(dueOn)),
);

/** Due days on closed days, under ceilings and over changes of the clocks. */
export const DAY_SCENARIOS: readonly Scenario[] = [
  ...CLOSED_DAYS,
  ...CEILINGS,
  ...TERM_ENDS,
  ...HOURS,
  ...CLOCKS,
];

/** Where the zone itself has to come through every way of loading: ends of days, and the clocks of other places. */
export const CLOCK_SCENARIOS: readonly Scenario[] = [...MIDNIGHTS, ...ZONES];
