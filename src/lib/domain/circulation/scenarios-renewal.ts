import { allowed, LIBRARIAN, refused, renewal } from './scenario-builder';
import { block, charge, copy, hold, loan, patron, rule, TODAY, type Scenario } from './scenario-world';

const set = (settings: Parameters<typeof rule>[1]) => ({ rules: [rule(1, { loanDays: 14, ...settings })] });
const lent = (change: Parameters<typeof loan>[1]) => ({ loans: [loan('a', change)] });
const waitsForIt = (change: Parameters<typeof hold>[0] = {}) => ({
  holds: [hold({ titleId: 'title-a', ...change })],
});

/** Renewals. */
export const RENEWAL_SCENARIOS: Scenario[] = [
  renewal('counts from the due day', {}, allowed('2026-03-31')),
  renewal('counts from today by rule', set({ renewFrom: 'today' }), allowed('2026-03-24')),
  renewal('by the copy', {}, allowed('2026-03-31'), { copyBarcode: 'B-a' }),
  renewal('a loan that is not there', {}, refused('loan-unknown', 'patron-unknown'), { loanId: 'loan-x' }),
  renewal('a copy that is not out', {}, refused('loan-unknown', 'patron-unknown'), {
    copyBarcode: 'B-nothing',
  }),
  renewal('one renewal left', { ...set({ renewals: 2 }), ...lent({ renewals: 1 }) }, allowed('2026-03-31')),
  renewal(
    'renewals used up',
    { ...set({ renewals: 2 }), ...lent({ renewals: 2 }) },
    refused('renewals-used-up'),
  ),
  renewal('no renewals at all', set({ renewals: 0 }), refused('renewals-used-up')),
  renewal('used up, overridden', { ...set({ renewals: 0 }), permissions: LIBRARIAN }, allowed('2026-03-31'), {
    loanId: 'loan-a',
    overrides: [{ code: 'renewals-used-up', reason: 'Was ill' }],
  }),
  renewal('a day too early', set({ renewNotBeforeDays: 6 }), refused('renewal-too-early')),
  renewal('on the first possible day', set({ renewNotBeforeDays: 7 }), allowed('2026-03-31')),
  renewal('overdue, which is allowed', lent({ dueOn: '2026-03-09' }), allowed('2026-03-24')),
  renewal(
    'overdue, which is not allowed',
    { ...set({ renewWhenOverdue: false }), ...lent({ dueOn: '2026-03-09' }) },
    refused('renewal-overdue'),
  ),
  renewal(
    'due today is not overdue',
    { ...set({ renewWhenOverdue: false }), ...lent({ dueOn: TODAY }) },
    allowed('2026-03-24'),
  ),
  renewal(
    'an overdue loan does not block itself',
    { ...set({ maxOverdue: 0 }), ...lent({ dueOn: '2026-03-09' }) },
    allowed('2026-03-24'),
  ),
  renewal(
    'an overdue loan with a fine',
    { ...set({ fineRate: 20 }), ...lent({ dueOn: '2026-03-05' }) },
    allowed('2026-03-24', 'overdue-fine'),
  ),
  renewal(
    'another one is overdue',
    { ...set({ maxOverdue: 0 }), loans: [loan('a'), loan('b', { dueOn: '2026-03-09' })] },
    refused('too-many-overdue'),
  ),
  renewal('somebody waits for it', waitsForIt(), refused('renewal-held')),
  renewal(
    'a reserve that the new period would reach',
    {
      ...waitsForIt({ neededFrom: '2026-03-31' }),
      copies: [copy({ id: 'a', titleId: 'title-a', status: 'on-loan' })],
    },
    refused('renewal-held'),
  ),
  renewal(
    'a reserve that another copy on the shelf can serve',
    {
      ...waitsForIt({ neededFrom: '2026-03-31' }),
      copies: [
        copy({ id: 'a', titleId: 'title-a', status: 'on-loan' }),
        copy({ id: 'a-2', titleId: 'title-a' }),
      ],
    },
    allowed('2026-03-31'),
  ),
  renewal(
    'a reserve that begins the day after the new due day',
    waitsForIt({ neededFrom: '2026-04-01' }),
    allowed('2026-03-31'),
  ),
  renewal(
    'somebody waits, allowed by rule',
    { ...waitsForIt(), ...set({ renewWhenHeld: true }) },
    allowed('2026-03-31'),
  ),
  renewal('somebody waits for another copy', waitsForIt({ copyId: 'b' }), allowed('2026-03-31')),
  renewal("one's own hold", waitsForIt({ patronId: 'ana' }), allowed('2026-03-31')),
  renewal(
    'a reserve within the new period',
    waitsForIt({ neededFrom: '2026-03-30' }),
    refused('renewal-held'),
  ),
  renewal('a reserve after the new period', waitsForIt({ neededFrom: '2026-04-01' }), allowed('2026-03-31')),
  renewal('claimed returned', lent({ status: 'claimed-returned' }), refused('claimed-returned')),
  renewal('lost', lent({ status: 'lost' }), refused('copy-lost')),
  renewal(
    'no gain below the ceiling',
    { ...set({ ceilingOn: '2026-03-17' }) },
    refused('due-date-shortened', 'renewal-no-gain'),
  ),
  renewal(
    'shortened by the ceiling',
    set({ ceilingOn: '2026-03-25' }),
    allowed('2026-03-25', 'due-date-shortened'),
  ),
  renewal(
    'until cuts it short',
    { patrons: [patron({ until: '2026-03-25' })] },
    allowed('2026-03-25', 'due-date-shortened'),
  ),
  renewal('a blocked patron', { blocks: [block()] }, refused('patron-blocked-manually')),
  renewal('a patron who has left', { patrons: [patron({ until: '2026-03-09' })] }, refused('patron-expired')),
  renewal(
    'a patron in debt',
    { ...set({ maxBalance: 0 }), ledger: [charge(1)] },
    refused('balance-too-high'),
  ),
  renewal('used on site', lent({ use: 'on-site', dueOn: TODAY }), refused('renewal-on-site')),
  renewal('at the most out is no obstacle', set({ maxOut: 1 }), allowed('2026-03-31')),
];
