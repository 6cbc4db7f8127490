import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStepped, keptDays, planProblems, stepOf, suggestPlan, type RolloverPlan } from './rollover';

const plan: RolloverPlan = {
  siteIds: ['north'],
  lastDay: '2026-12-18',
  cohorts: [
    { from: 'Year 7', to: 'Year 8' },
    { from: 'Year 8', to: 'Year 9' },
    { from: 'Year 12', to: null },
  ],
  classes: [
    { from: '7C', to: '8C' },
    { from: '8C', to: '9C' },
    { from: '12A', to: null },
    { from: 'Choir', to: null },
  ],
};
const pupil = (cohort: string | null, formClass: string | null) => ({
  cohort,
  formClass,
  enabled: true,
  leftOn: null,
});

describe('a pupil', () => {
  it.each([
    ['steps up once, with the class', 'Year 7', '7C', { cohort: 'Year 8', formClass: '8C' }],
    ['is not stepped twice by the next cohort', 'Year 8', '8C', { cohort: 'Year 9', formClass: '9C' }],
    [
      'leaves with the last cohort',
      'Year 12',
      '12A',
      { formClass: null, enabled: false, leftOn: '2026-12-18' },
    ],
    ['loses a class that ends', 'Year 7', 'Choir', { cohort: 'Year 8', formClass: null }],
    ['keeps a class that the plan does not name', 'Year 7', '7X', { cohort: 'Year 8' }],
    ['without a cohort still moves class', null, '7C', { formClass: '8C' }],
    ['of an unnamed cohort stays', 'Prep', 'P1', {}],
    ['without anything stays', null, null, {}],
  ])('%s', (_, cohort, formClass, changed) => {
    const before = pupil(cohort, formClass);
    expect(stepOf(before, plan)).toEqual({ ...before, ...changed });
    expect(isStepped(before, stepOf(before, plan))).toBe(Object.keys(changed).length > 0);
  });
});

describe('the suggested plan', () => {
  const counts = (...rows: [string | null, string | null][]) =>
    rows.map(([cohort, formClass]) => ({ cohort, formClass, pupils: 1 }));

  it('raises numbers, lets the highest leave and classes go with their cohort', () => {
    expect(
      suggestPlan(
        counts(
          ['Year 10', '10A'],
          ['Year 9', '9A'],
          ['Year 9', 'Rowing'],
          ['Year 11', '11A'],
          [null, 'Guests'],
        ),
        '2026-12-18',
      ),
    ).toEqual({
      cohorts: [
        { from: 'Year 9', to: 'Year 10' },
        { from: 'Year 10', to: 'Year 11' },
        { from: 'Year 11', to: null },
      ],
      classes: [
        { from: '9A', to: '10A' },
        { from: '10A', to: '11A' },
        { from: '11A', to: null },
        { from: 'Guests', to: 'Guests' },
        { from: 'Rowing', to: 'Rowing' },
      ],
    });
  });

  it('keeps leading zeros, names without a number, and years of leaving until they have come', () => {
    const { cohorts } = suggestPlan(
      counts(['09', null], ['10', null], ['Prep', null], ['2026', null], ['2027', null]),
      '2026-12-18',
    );
    expect(cohorts).toEqual([
      { from: '09', to: '10' },
      { from: '10', to: null },
      { from: '2026', to: null },
      { from: '2027', to: '2027' },
      { from: 'Prep', to: 'Prep' },
    ]);
  });

  it('names every cohort and class once and is a plan without problems where anything has a number', () => {
    const name = fc.constantFrom('7', '8', 'Year 7', 'Prep', '2030', '7C', 'Choir');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(name), fc.option(name)), { maxLength: 12 }), (rows) => {
        const suggested = suggestPlan(counts(...rows), '2026-12-18');
        expect(suggested.cohorts.map(({ from }) => from).sort()).toEqual(
          [...new Set(rows.flatMap(([cohort]) => cohort ?? []))].sort(),
        );
        expect(suggested.classes.map(({ from }) => from).sort()).toEqual(
          [...new Set(rows.flatMap(([, formClass]) => formClass ?? []))].sort(),
        );
        const problems = planProblems({ siteIds: ['north'], lastDay: '2026-12-18', ...suggested });
        expect(problems.filter(({ code }) => code !== 'nothing-steps')).toEqual([]);
      }),
    );
  });
});

it('a plan names its problems', () => {
  const same = { from: '7', to: '7' };
  expect(planProblems(plan)).toEqual([]);
  expect(planProblems({ ...plan, siteIds: [], cohorts: [same, same], classes: [] })).toEqual([
    { path: 'siteIds', code: 'site-missing' },
    { path: 'cohorts.1.from', code: 'step-twice', value: '7' },
    { path: 'cohorts', code: 'nothing-steps' },
  ]);
});

it.each([
  [null, '2026-12-18', 0],
  ['2026-12-18', '2026-12-17', 31],
  ['2026-12-18', '2026-12-18', 30],
  ['2026-12-18', '2027-01-16', 1],
  ['2026-12-18', '2027-01-17', 0],
  ['2026-03-20', '2026-04-18', 1],
])('somebody who left on %s is kept on %s for %i days more', (leftOn, today, days) => {
  expect(keptDays(leftOn, today, 30)).toBe(days);
});
