import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { RuleSettings } from '$lib/contracts/rules';
import { draftOf, minorUnits, readDraft, RULE_SETTINGS, type RuleDraft } from './rule-form';

const empty = draftOf({}, 'AUD');

describe('the form of a loan rule', () => {
  it('asks for every setting that a rule may have', () => {
    expect([...RULE_SETTINGS].sort()).toEqual(Object.keys(RuleSettings.entries).sort());
  });

  it('says nothing when it is empty', () => {
    expect(Object.values(empty).every((text) => text === '')).toBe(true);
    expect(readDraft(empty, 'AUD')).toEqual({ settings: {}, wrong: [] });
  });

  it('tells 0, no limit and nothing apart', () => {
    const draft: RuleDraft = { ...empty, maxOut: '0', maxOverdue: '-1', maxBalance: '-1' };
    expect(readDraft(draft, 'AUD').settings).toEqual({ maxOut: 0, maxOverdue: -1, maxBalance: -1 });
  });

  it('names what is no number', () => {
    const { settings, wrong } = readDraft({ ...empty, loanDays: 'many', maxOut: '3 ' }, 'AUD');
    expect({ settings, wrong }).toEqual({
      settings: { loanDays: undefined, maxOut: 3 },
      wrong: ['loanDays'],
    });
  });

  it('names what is no amount of money', () => {
    const draft: RuleDraft = { ...empty, fineRate: 'ten', fineCap: '2.5' };
    expect(readDraft(draft, 'AUD')).toEqual({
      settings: { fineRate: undefined, fineCap: 250 },
      wrong: ['fineRate'],
    });
  });

  const limit = fc.integer({ min: -1, max: 1_000_000 });
  const count = fc.integer({ min: 0, max: 10_000 });
  const row = fc.record(
    {
      loanDays: count,
      maxOut: limit,
      maxBalance: limit,
      fineRate: count,
      fineCap: limit,
      endOfTerm: fc.boolean(),
      fixedDueOn: fc.constant('2026-12-11'),
      borrowing: fc.constantFrom('loan' as const, 'on-site' as const, 'none' as const),
    },
    { requiredKeys: [] },
  );
  it('gives back any row as it was, in any currency, and it is valid', () => {
    fc.assert(
      fc.property(row, fc.constantFrom('AUD', 'JPY', 'KWD'), (settings, currency) => {
        const read = readDraft(draftOf(settings, currency), currency);
        expect(read).toEqual({ settings, wrong: [] });
        expect(v.is(RuleSettings, read.settings)).toBe(true);
      }),
    );
  });
});

describe('minorUnits', () => {
  it.each([
    ['2.50', 'AUD', 250],
    ['2,5', 'AUD', 250],
    ['2', 'AUD', 200],
    ['2.', 'AUD', 200],
    ['0', 'AUD', 0],
    ['0.05', 'AUD', 5],
    ['200', 'JPY', 200],
    ['1.255', 'KWD', 1255],
    [' 1.00 ', 'AUD', 100],
  ])('reads %j of %s as %i', (text, currency, minor) => {
    expect(minorUnits(text, currency)).toBe(minor);
  });

  it.each([
    ['2.505', 'AUD'],
    ['2.5', 'JPY'],
    ['-1', 'AUD'],
    ['1e3', 'AUD'],
    ['', 'AUD'],
    ['.5', 'AUD'],
    ['$2', 'AUD'],
  ])('refuses %j of %s', (text, currency) => {
    expect(minorUnits(text, currency)).toBeUndefined();
  });
});
