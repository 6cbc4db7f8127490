import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../shared/decision';
import { ruleFacts } from './assemble';
import { computeDue, type DueRequest } from './due-date';
import type { RuleSettings } from './facts';
import { CALENDAR, NOW, rule, SITE } from './scenario-world';

const context = { siteId: SITE, libraryGroupIds: ['pupils'], circulationTypeId: 'book' };

function due(settings: RuleSettings, change: Partial<DueRequest> = {}): string {
  const found = computeDue({
    ...{ now: NOW, calendar: CALENDAR, district: { defaultLoanDays: 21 }, context, until: null },
    rules: [ruleFacts(rule(1, settings))],
    actor: { permissions: ['circulation.specialDueDate'] },
    ...change,
  });
  return [found.due?.dueOn ?? 'none', ...reasonCodes(found.reasons)].join(' ');
}

/** Tuesday 10 March; closed on Friday the 20th and from 3 to 17 April; the term ends on 2 April. */
describe('due days, one step at a time', () => {
  it.each([
    [0, '2026-03-10'],
    [1, '2026-03-11'],
    [3, '2026-03-13'],
    [4, '2026-03-16'],
    [5, '2026-03-16'],
    [6, '2026-03-16'],
    [9, '2026-03-19'],
    [10, '2026-03-23'],
    [12, '2026-03-23'],
    [13, '2026-03-23'],
    [23, '2026-04-02'],
    [24, '2026-04-20'],
    [41, '2026-04-20'],
    [42, '2026-04-21'],
  ])('a loan of %i days is due on %s', (loanDays, expected) => {
    expect(due({ loanDays })).toBe(expected);
  });

  const SHORT = 'due-date-shortened';
  it.each([
    ['2026-03-25', '2026-03-24'],
    ['2026-03-24', '2026-03-24'],
    ['2026-03-23', `2026-03-23 ${SHORT}`],
    ['2026-03-22', `2026-03-19 ${SHORT}`],
    ['2026-03-20', `2026-03-19 ${SHORT}`],
    ['2026-03-19', `2026-03-19 ${SHORT}`],
    ['2026-03-10', `2026-03-10 ${SHORT}`],
  ])('fourteen days under a ceiling, or an Until, of %s: %s', (ceilingOn, expected) => {
    expect(due({ loanDays: 14, ceilingOn })).toBe(expected);
    expect(due({ loanDays: 14 }, { until: ceilingOn })).toBe(expected);
    // A later one of the other kind changes nothing.
    expect(due({ loanDays: 14, ceilingOn }, { until: '2026-12-31' })).toBe(expected);
  });

  it.each<[string, RuleSettings, Partial<DueRequest>, string]>([
    ['a ceiling that is over', { loanDays: 14, ceilingOn: '2026-03-09' }, {}, 'none due-date-after-ceiling'],
    ['an Until that is over is no ceiling', { loanDays: 14 }, { until: '2026-03-09' }, '2026-03-24'],
    ['moving on reaches the ceiling', { loanDays: 10, ceilingOn: '2026-03-23' }, {}, '2026-03-23'],
    ['moving on would pass it', { loanDays: 10, ceilingOn: '2026-03-22' }, {}, `2026-03-19 ${SHORT}`],
    ['the last day of term', { loanDays: 23, endOfTerm: true }, {}, '2026-04-02'],
    ['a day after it', { loanDays: 24, endOfTerm: true }, {}, `2026-04-02 ${SHORT}`],
    ['a fixed day: today', { fixedDueOn: '2026-03-10' }, {}, '2026-03-10'],
    ['a fixed day: yesterday', { fixedDueOn: '2026-03-09' }, {}, 'none due-date-in-past'],
    ['a fixed day: closed', { fixedDueOn: '2026-03-20' }, {}, '2026-03-23'],
    [
      'a fixed day: closed, under a ceiling',
      { fixedDueOn: '2026-03-20', ceilingOn: '2026-03-20' },
      {},
      `2026-03-19 ${SHORT}`,
    ],
    ['hours to the end of the day', { loanHours: 14 }, {}, '2026-03-10'],
    ['hours past midnight', { loanHours: 15 }, {}, '2026-03-11'],
    ['hours and days: hours', { loanHours: 1, loanDays: 30 }, {}, '2026-03-10'],
    ['no rule at all', {}, {}, '2026-03-31'],
    ['on site, whatever the period', { loanDays: 14 }, { onSite: true }, '2026-03-10'],
    ['by hand: today', {}, { special: '2026-03-10' }, '2026-03-10'],
    ['by hand: yesterday', {}, { special: '2026-03-09' }, 'none due-date-in-past'],
    ['by hand: closed', {}, { special: '2026-03-20' }, '2026-03-23 due-date-moved'],
    ['by hand: at the ceiling', { ceilingOn: '2026-03-27' }, { special: '2026-03-27' }, '2026-03-27'],
    [
      'by hand: a day after it',
      { ceilingOn: '2026-03-27' },
      { special: '2026-03-28' },
      'none due-date-after-ceiling',
    ],
  ])('%s', (_, settings, change, expected) => {
    expect(due(settings, change)).toBe(expected);
  });
});
