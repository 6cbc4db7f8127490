import { describe, expect, it } from 'vitest';
import type { RuleFacts } from '$lib/domain/circulation/facts';
import { inheritedText, ruleValueText } from './rule-words';

const row = (
  number: number,
  settings: RuleFacts['settings'],
  scope: Partial<RuleFacts['scope']> = {},
): RuleFacts => ({
  id: `rule-${number}`,
  number,
  settings,
  scope: { siteId: null, libraryGroupId: null, circulationTypeId: null, ...scope },
});
const everything = { siteId: null, libraryGroupId: null, circulationTypeId: null };
const district = { currency: 'AUD', defaultLoanDays: 14 };

describe('inheritedText', () => {
  const others = [
    row(1, { loanDays: 21, maxOut: 5 }),
    row(2, { maxOut: 9 }, { libraryGroupId: 'senior' }),
    row(3, { maxOut: 1 }, { siteId: 'north' }),
  ];

  it('names the broader row that is asked', () => {
    const senior = { ...everything, libraryGroupId: 'senior', circulationTypeId: 'dvd' };
    expect(inheritedText('maxOut', senior, others, district)).toContain('2');
    expect(inheritedText('loanDays', senior, others, district)).toContain('21 days');
    // A row of the site goes before a row of the group.
    expect(inheritedText('maxOut', { ...senior, siteId: 'north' }, others, district)).toContain('3');
  });

  it('does not ask rows of another scope', () => {
    expect(inheritedText('maxOut', everything, others, district)).toContain('1');
    expect(inheritedText('maxOut', everything, [others[1]!, others[2]!], district)).toContain('no limit');
  });

  it('falls back to the district, and to what happens without any rule', () => {
    expect(inheritedText('loanDays', everything, [], district)).toContain('14 days');
    expect(inheritedText('renewWhenHeld', everything, [], district)).toMatch(/\bno\b/);
    expect(inheritedText('maxOut', everything, [], district)).toContain('no limit');
  });
});

describe('ruleValueText', () => {
  it.each([
    ['loanDays', 1, '1 day'],
    ['loanDays', 14, '14 days'],
    ['loanHours', 3, '3 hours'],
    ['maxOut', 0, '0'],
    ['maxOut', -1, 'no limit'],
    ['maxBalance', -1, 'no limit'],
    ['maxBalance', 1000, '10.00'],
    ['fineRate', 20, '0.20'],
    ['endOfTerm', true, 'yes'],
    ['fineOpenDaysOnly', false, 'no'],
    ['ceilingOn', '2026-12-11', '11 December 2026'],
  ] as const)('writes %s %s as %s', (setting, value, text) => {
    expect(ruleValueText(setting, value, 'AUD')).toContain(text);
  });
});
