import { allowed, checkout, LIBRARIAN, onlyRule, overriding, refused } from './scenario-builder';
import { CALENDAR, patron, rule, SITE, TODAY, type Scenario } from './scenario-world';

/** Checkouts that are about the due day and the rule that gives it. */
export const DUE_SCENARIOS: Scenario[] = [
  checkout('a due day on a closed Friday moves on', onlyRule({ loanDays: 10 }), allowed('2026-03-23')),
  checkout('a due day in the holidays moves past them', onlyRule({ loanDays: 28 }), allowed('2026-04-20')),
  checkout(
    'the end of term as a ceiling',
    onlyRule({ loanDays: 28, endOfTerm: true }),
    allowed('2026-04-02', 'due-date-shortened'),
  ),
  checkout('to the end of term', onlyRule({ endOfTerm: true }), allowed('2026-04-02')),
  checkout(
    'a ceiling on a Sunday moves back',
    onlyRule({ loanDays: 14, ceilingOn: '2026-03-22' }),
    allowed('2026-03-19', 'due-date-shortened'),
  ),
  checkout(
    'a ceiling that is over',
    onlyRule({ loanDays: 14, ceilingOn: '2026-03-09' }),
    refused('due-date-after-ceiling'),
  ),
  checkout(
    'a ceiling that is over, overridden',
    { ...onlyRule({ loanDays: 14, ceilingOn: '2026-03-09' }), permissions: LIBRARIAN },
    allowed('2026-03-24'),
    overriding('due-date-after-ceiling'),
  ),
  checkout(
    'the earliest of the ceilings wins',
    {
      ...onlyRule({ loanDays: 28, ceilingOn: '2026-03-27', endOfTerm: true }),
      patrons: [patron({ until: '2026-03-25' })],
    },
    allowed('2026-03-25', 'due-date-shortened'),
  ),
  checkout('a fixed day', onlyRule({ fixedDueOn: '2026-06-26' }), allowed('2026-06-26')),
  checkout('a fixed day that is over', onlyRule({ fixedDueOn: '2026-03-06' }), refused('due-date-in-past')),
  checkout('four hours', onlyRule({ loanHours: 4 }), allowed(TODAY)),
  checkout(
    'a year of closed days',
    { calendars: [{ ...CALENDAR, closed: [{ from: '2026-01-01', to: '2027-12-31' }] }] },
    refused('no-open-day'),
  ),
  checkout('a special day without the right', {}, refused('special-due-date-not-permitted'), {
    dueOn: '2026-03-12',
  }),
  checkout('a special day', { permissions: LIBRARIAN }, allowed('2026-03-12'), { dueOn: '2026-03-12' }),
  checkout(
    'a special day that is closed',
    { permissions: LIBRARIAN },
    allowed('2026-03-16', 'due-date-moved'),
    { dueOn: '2026-03-14' },
  ),
  checkout('a special day in the past', { permissions: LIBRARIAN }, refused('due-date-in-past'), {
    dueOn: '2026-03-09',
  }),
  checkout(
    'a special day after the ceiling',
    { ...onlyRule({ loanDays: 14, ceilingOn: '2026-03-27' }), permissions: LIBRARIAN },
    refused('due-date-after-ceiling'),
    { dueOn: '2026-03-30' },
  ),
  checkout(
    'the site row beats the group row',
    {
      rules: [
        rule(1, { loanDays: 7, siteId: SITE }),
        rule(2, { loanDays: 21, libraryGroupId: 'pupils', circulationTypeId: 'book' }),
      ],
    },
    allowed('2026-03-17'),
  ),
  checkout(
    'the group row beats the type row',
    {
      rules: [
        rule(1, { loanDays: 7, circulationTypeId: 'book' }),
        rule(2, { loanDays: 21, libraryGroupId: 'pupils' }),
      ],
    },
    allowed('2026-03-31'),
  ),
  checkout(
    'each setting from its own row',
    { rules: [rule(1, { loanDays: 7, maxOut: 0 }), rule(2, { libraryGroupId: 'pupils', maxOut: 1 })] },
    allowed('2026-03-17'),
  ),
  checkout(
    'two groups: the more generous',
    {
      patrons: [patron({ libraryGroupIds: ['pupils', 'helpers'] })],
      rules: [
        rule(1, { libraryGroupId: 'pupils', loanDays: 7 }),
        rule(2, { libraryGroupId: 'helpers', loanDays: 21 }),
      ],
    },
    allowed('2026-03-31'),
  ),
  checkout(
    "another site's row does not apply",
    { rules: [rule(1, { loanDays: 14 }), rule(2, { siteId: 'south', loanDays: 1 })] },
    allowed('2026-03-24'),
  ),
];
