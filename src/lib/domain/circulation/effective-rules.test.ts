import { describe, expect, it } from 'vitest';
import { ruleFacts } from './assemble';
import { effectiveSettings } from './effective-rules';
import type { RuleSetting } from './facts';
import { resolveSetting } from './resolve-rule';
import { ruleProblems } from './rule-problems';
import { rule, SITE, TODAY } from './scenario-world';

const facts = (...rows: ReturnType<typeof rule>[]) => rows.map(ruleFacts);
const context = { siteId: SITE, libraryGroupIds: ['pupils'], circulationTypeId: 'book' };
const told = (rows: ReturnType<typeof facts>) =>
  effectiveSettings(rows, context, TODAY).map(
    ({ setting, value, rule: from }) => `${setting} ${value} #${from.number}`,
  );

describe('what holds in one place', () => {
  it('is said setting by setting with the row it comes from, as decisions resolve it', () => {
    const rules = facts(
      rule(1, { loanDays: 14, maxOut: 5, fineRate: 10, fineUnit: 'week', endOfTerm: true }),
      rule(2, { libraryGroupId: 'pupils', maxOut: 0, renewals: -1 }),
      rule(3, { siteId: 'south', maxOut: 9, maxHolds: 1 }),
      rule(4, { siteId: SITE, loanHours: 3, fineUnit: 'day' }),
    );
    expect(told(rules)).toEqual([
      'loanHours 3 #4',
      'endOfTerm true #1',
      'renewals -1 #2',
      'maxOut 0 #2',
      // The unit of another row is not that of the rate.
      'fineRate 10 #1',
      'fineUnit week #1',
    ]);
    for (const { setting, value, rule: from } of effectiveSettings(rules, context, TODAY)) {
      if (setting === 'fineUnit') continue;
      expect(resolveSetting(rules, context, setting as RuleSetting)).toEqual({ value, rule: from });
    }
    expect(told([])).toEqual([]);
    expect(told(facts(rule(1, { fixedDueOn: '2026-06-26', loanDays: 3 })))).toEqual([
      'fixedDueOn 2026-06-26 #1',
    ]);
  });
});

describe('what is odd about a rule', () => {
  const broad = rule(1, { loanDays: 14, maxOut: 5 });
  const emptyGroups = new Set(['nobody']);
  it.each([
    ['nothing', { libraryGroupId: 'pupils', maxOut: 6 }, []],
    ['it says nothing', { libraryGroupId: 'pupils' }, [{ code: 'says-nothing' }]],
    ['nobody is meant', { libraryGroupId: 'nobody', maxOut: 6 }, [{ code: 'nobody' }]],
    [
      'it repeats',
      { libraryGroupId: 'pupils', maxOut: 5 },
      [{ code: 'repeats', number: 1, settings: ['maxOut'] }],
    ],
    ['a day that is over', { fixedDueOn: '2026-03-09' }, [{ code: 'day-over', setting: 'fixedDueOn' }]],
    ['a day that is today', { ceilingOn: TODAY }, []],
    [
      'days beside hours',
      { loanHours: 2, loanDays: 3 },
      [{ code: 'outdone', by: 'loanHours', settings: ['loanDays'] }],
    ],
    [
      'a unit without a rate',
      { fineUnit: 'week' as const },
      [{ code: 'outdone', by: 'fineRate', settings: ['fineUnit'] }],
    ],
  ])('%s', (_, settings, expected) => {
    const odd = ruleFacts(rule(2, settings));
    expect(ruleProblems(odd, { rules: [ruleFacts(broad), odd], emptyGroups, today: TODAY })).toEqual(
      expected,
    );
  });
});
