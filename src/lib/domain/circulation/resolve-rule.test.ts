import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleFacts } from './assemble';
import type { RuleSetting } from './facts';
import { resolvePeriod } from './loan-period';
import { resolveFinePolicy } from './fine-policy';
import { resolveLimit, resolveSetting, type RuleContext } from './resolve-rule';
import type { RuleRow } from './rows';
import { rule, SITE, TODAY } from './scenario-world';

const context: RuleContext = { siteId: SITE, libraryGroupIds: ['pupils'], circulationTypeId: 'book' };
const site = { siteId: SITE };
const group = { libraryGroupId: 'pupils' };
const type = { circulationTypeId: 'book' };

function winner(rows: RuleRow[], setting: RuleSetting = 'maxOut', given = context): number | null {
  return resolveSetting(rows.map(ruleFacts), given, setting)?.rule.number ?? null;
}

describe('resolveSetting', () => {
  const ladder: [string, Partial<RuleRow>][] = [
    ['everywhere', {}],
    ['type', type],
    ['group', group],
    ['group and type', { ...group, ...type }],
    ['site', site],
    ['site and type', { ...site, ...type }],
    ['site and group', { ...site, ...group }],
    ['site, group and type', { ...site, ...group, ...type }],
  ];
  const pairs = ladder.flatMap(([broad, a], i) =>
    ladder.slice(i + 1).map(([narrow, b]) => [narrow, broad, b, a] as const),
  );

  it.each(pairs)('%s beats %s', (_narrow, _broad, narrow, broad) => {
    expect(winner([rule(1, { ...broad, maxOut: 9 }), rule(2, { ...narrow, maxOut: 1 })])).toBe(2);
    expect(winner([rule(1, { ...narrow, maxOut: 1 }), rule(2, { ...broad, maxOut: 9 })])).toBe(1);
  });

  it.each([
    ['another site', { siteId: 'south' }],
    ['another group', { libraryGroupId: 'staff' }],
    ['another type', { circulationTypeId: 'dvd' }],
  ])('a row for %s does not apply', (_, scope) => {
    expect(winner([rule(1, { ...scope, maxOut: 1 })])).toBeNull();
  });

  it('a row for a type does not apply to a copy without one, nor a group row to a patron without groups', () => {
    expect(
      winner([rule(1, { ...type, maxOut: 1 })], 'maxOut', { ...context, circulationTypeId: null }),
    ).toBeNull();
    expect(
      winner([rule(1, { ...group, maxOut: 1 })], 'maxOut', { ...context, libraryGroupIds: [] }),
    ).toBeNull();
  });

  it('passes over a row that says nothing about the setting, also with null', () => {
    const rows = [rule(1, { maxOut: 5 }), rule(2, { ...site, ...group, maxOut: null, maxLost: 0 })];
    expect([winner(rows), winner(rows, 'maxLost'), winner(rows, 'maxOverdue')]).toEqual([1, 2, null]);
  });

  it('takes 0 for a value and -1 for "no limit here"', () => {
    const rows = [
      rule(1, { maxOut: 5 }),
      rule(2, { ...group, maxOut: 0 }),
      rule(3, { ...site, maxOut: -1 }),
    ].map(ruleFacts);
    expect(resolveLimit(rows.slice(0, 2), context, 'maxOut')?.value).toBe(0);
    expect(resolveLimit(rows, context, 'maxOut')).toBeNull();
  });

  it('prefers the lowest number among equals', () => {
    expect(winner([rule(8, { maxOut: 3 }), rule(3, { maxOut: 3 })])).toBe(3);
  });

  const both = { ...context, libraryGroupIds: ['pupils', 'helpers'] };
  const pupils = (row: Partial<RuleRow>) => rule(1, { libraryGroupId: 'pupils', ...row });
  const helpers = (row: Partial<RuleRow>) => rule(2, { libraryGroupId: 'helpers', ...row });

  it.each([
    ['more out', 'maxOut', 4, 10],
    ['no limit', 'maxOut', 4, -1],
    ['more renewals', 'renewals', 0, 1],
    ['the lower fine cap', 'fineCap', 500, 100],
    ['the later ceiling', 'ceilingOn', '2026-06-01', '2026-12-01'],
    ['renewing when held', 'renewWhenHeld', false, true],
    ['renewing when overdue', 'renewWhenOverdue', false, true],
    ['no end of term', 'endOfTerm', true, false],
    ['lending', 'borrowing', 'on-site', 'loan'],
    ['counting from the due day', 'renewFrom', 'today', 'due'],
    ['longer on the shelf', 'holdShelfDays', 3, 10],
  ] as const)('in two groups, %s wins', (_, setting, less, more) => {
    expect(winner([pupils({ [setting]: less }), helpers({ [setting]: more })], setting, both)).toBe(2);
    expect(winner([pupils({ [setting]: more }), helpers({ [setting]: less })], setting, both)).toBe(1);
  });

  it('membership in a group without rows changes nothing', () => {
    expect(winner([pupils({ maxOut: 2 }), rule(9, { maxOut: 50 })], 'maxOut', both)).toBe(1);
  });

  it('does not depend on the order of rows and groups', () => {
    const scope = fc.record({
      siteId: fc.constantFrom(null, SITE, 'south'),
      libraryGroupId: fc.constantFrom(null, 'pupils', 'helpers', 'staff'),
      circulationTypeId: fc.constantFrom(null, 'book', 'dvd'),
      maxOut: fc.constantFrom(null, -1, 0, 1, 5),
    });
    const rows = fc
      .array(scope, { maxLength: 8 })
      .map((all) => all.map((row, index) => rule(index + 1, row)));
    fc.assert(
      fc.property(
        rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([a, b]) => {
          const reversed = { ...both, libraryGroupIds: ['helpers', 'pupils'] };
          expect(winner(a, 'maxOut', both)).toBe(winner(b, 'maxOut', reversed));
        },
      ),
    );
  });
});

describe('resolvePeriod', () => {
  it.each([
    [
      'a fixed day before hours before days',
      { loanDays: 1, loanHours: 2, fixedDueOn: '2026-06-01' },
      'fixed',
    ],
    ['hours before days', { loanDays: 1, loanHours: 2 }, 'hours'],
    ['days', { loanDays: 1, endOfTerm: true }, 'days'],
    ['the end of term alone', { endOfTerm: true }, 'term'],
  ])('%s', (_, row, unit) => {
    expect(resolvePeriod([ruleFacts(rule(1, row))], context, TODAY)?.value.unit).toBe(unit);
  });

  it('is nothing without rows', () => {
    expect(resolvePeriod([ruleFacts(rule(1, { endOfTerm: false }))], context, TODAY)).toBeNull();
  });
});

describe('resolveFinePolicy', () => {
  it('keeps the unit with the rate', () => {
    const rows = [
      rule(1, { fineUnit: 'day', fineRate: 10 }),
      rule(2, { ...group, fineRate: 50, fineUnit: 'week' }),
    ];
    expect(resolveFinePolicy(rows.map(ruleFacts), context)).toEqual({
      rate: 50,
      unit: 'week',
      cap: null,
      openDaysOnly: true,
      graceDays: 0,
    });
  });

  it.each([[{}], [{ fineRate: 0 }], [{ fineUnit: 'day' as const, fineCap: 100 }]])(
    'charges nothing for %j',
    (row) => {
      expect(resolveFinePolicy([ruleFacts(rule(1, row))], context)).toBeNull();
    },
  );
});
