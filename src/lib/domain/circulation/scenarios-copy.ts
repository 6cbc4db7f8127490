import type { CheckoutRequest } from './facts';
import type { WorldRows } from './rows';
import {
  CALENDAR,
  copy,
  hold,
  loan,
  NOW,
  patron,
  rule,
  SITE,
  TODAY,
  world,
  type Expected,
  type Scenario,
} from './scenario-world';

const LIBRARIAN = ['circulation.checkOut', 'circulation.overrideBlocks', 'circulation.specialDueDate'];
const CONFIRMED = (code: string) => ({ overrides: [{ code, reason: '' }] });
const BECAUSE = (code: string) => ({ overrides: [{ code, reason: 'It is in my hand' }] });

function allowed(dueOn: string, ...codes: Expected['codes']): Expected {
  return { allowed: true, codes: codes.sort(), dueOn };
}

function refused(...codes: Expected['codes']): Expected {
  return { allowed: false, codes: codes.sort() };
}

function checkout(
  name: string,
  change: Partial<WorldRows>,
  expected: Expected,
  request: Partial<CheckoutRequest> = {},
): Scenario {
  const asked = { patronBarcode: 'C-ana', copyBarcode: 'B-atlas-1', siteId: SITE, ...request };
  return { kind: 'checkout', name, world: world(change), now: NOW, request: asked, expected };
}

const withCopy = (change: Parameters<typeof copy>[0]) => ({ copies: [copy(change)] });
const lentTo = (patronId: string, change: Parameters<typeof loan>[1] = {}): Partial<WorldRows> => ({
  copies: [
    copy({ status: change.status === undefined || change.status === 'open' ? 'on-loan' : change.status }),
  ],
  loans: [loan('atlas-1', { titleId: 'atlas', patronId, ...change })],
});
const onShelfFor = (patronId: string): Partial<WorldRows> => ({
  copies: [copy({ status: 'on-hold-shelf' })],
  holds: [hold({ patronId, status: 'ready', assignedCopyId: 'atlas-1', readyUntil: '2026-03-17' })],
});
const set = (settings: Parameters<typeof rule>[1]) => ({ rules: [rule(1, settings)] });

/** Checkouts that are about the copy: where it stands and who waits for it. */
export const COPY_SCENARIOS: Scenario[] = [
  checkout('a barcode no copy has', {}, refused('copy-unknown'), { copyBarcode: 'B-nothing' }),
  checkout('on loan to somebody else', lentTo('ben'), refused('copy-on-loan-to-other')),
  checkout(
    'on loan to somebody else, whoever asks',
    { ...lentTo('ben'), permissions: LIBRARIAN },
    refused('copy-on-loan-to-other', 'override-not-permitted'),
    BECAUSE('copy-on-loan-to-other'),
  ),
  checkout(
    'claimed returned by somebody else',
    lentTo('ben', { status: 'claimed-returned' }),
    refused('claimed-returned'),
  ),
  checkout(
    'claimed returned by the patron',
    lentTo('ana', { status: 'claimed-returned' }),
    refused('claimed-returned'),
  ),
  checkout('lost by somebody else', lentTo('ben', { status: 'lost' }), refused('copy-lost')),
  checkout('lost without a loan', withCopy({ status: 'lost' }), refused('copy-lost')),
  checkout('withdrawn', withCopy({ status: 'withdrawn' }), refused('copy-withdrawn')),
  checkout('in repair', withCopy({ status: 'in-repair' }), refused('copy-in-repair')),
  checkout(
    'in repair, overridden',
    { ...withCopy({ status: 'in-repair' }), permissions: LIBRARIAN },
    allowed('2026-03-24'),
    BECAUSE('copy-in-repair'),
  ),
  checkout('missing asks first', withCopy({ status: 'missing' }), refused('copy-missing')),
  checkout(
    'missing, confirmed by anybody at the desk',
    withCopy({ status: 'missing' }),
    allowed('2026-03-24'),
    CONFIRMED('copy-missing'),
  ),
  checkout('on order asks first', withCopy({ status: 'on-order' }), refused('copy-on-order')),
  checkout('in transit asks first', withCopy({ status: 'in-transit' }), refused('copy-in-transit')),
  checkout(
    'in transit, confirmed',
    withCopy({ status: 'in-transit' }),
    allowed('2026-03-24'),
    CONFIRMED('copy-in-transit'),
  ),
  checkout(
    'a copy of another site, here now',
    withCopy({ ownerSiteId: 'south', atSiteId: 'south' }),
    allowed('2026-03-24', 'copy-at-other-site'),
  ),
  checkout(
    'waiting on the shelf for somebody else',
    onShelfFor('ben'),
    refused('copy-on-hold-shelf-for-other'),
  ),
  checkout(
    'waiting for somebody else, overridden',
    { ...onShelfFor('ben'), permissions: LIBRARIAN },
    allowed('2026-03-24'),
    BECAUSE('copy-on-hold-shelf-for-other'),
  ),
  checkout('waiting on the shelf for the patron', onShelfFor('ana'), allowed('2026-03-24', 'hold-fulfilled')),
  checkout('somebody else waits for the title', { holds: [hold()] }, refused('copy-held-for-other')),
  checkout(
    'somebody else waits, confirmed',
    { holds: [hold()] },
    allowed('2026-03-24'),
    CONFIRMED('copy-held-for-other'),
  ),
  checkout(
    'somebody waits for another copy of it',
    { copies: [copy(), copy({ id: 'atlas-2' })], holds: [hold({ copyId: 'atlas-2' })] },
    allowed('2026-03-24'),
  ),
  checkout('the other hold is suspended', { holds: [hold({ suspended: true })] }, allowed('2026-03-24')),
  checkout(
    'the suspension ended yesterday',
    { holds: [hold({ suspended: true, suspendedUntil: '2026-03-09' })] },
    refused('copy-held-for-other'),
  ),
  checkout(
    'the other hold has expired',
    { holds: [hold({ pendingUntil: '2026-03-09' })] },
    allowed('2026-03-24'),
  ),
  checkout(
    'the patron is first in the queue',
    { holds: [hold({ patronId: 'ana' }), hold({ id: 'hold-2', position: 2 })] },
    allowed('2026-03-24', 'hold-fulfilled'),
  ),
  checkout(
    'the patron is second in the queue',
    { holds: [hold(), hold({ id: 'hold-2', patronId: 'ana', position: 2 })] },
    refused('copy-held-for-other', 'hold-fulfilled'),
  ),
  checkout(
    'a reserve that begins after the due day',
    { holds: [hold({ neededFrom: '2026-03-25' })] },
    allowed('2026-03-24'),
  ),
  checkout(
    'a reserve that begins on the due day',
    { holds: [hold({ neededFrom: '2026-03-24' })] },
    refused('copy-held-for-other'),
  ),
  checkout('not for loan by rule', set({ borrowing: 'none' }), refused('copy-not-for-loan')),
  checkout('only on site by rule', set({ borrowing: 'on-site' }), refused('copy-on-site-only')),
  checkout('only on site, used on site', withCopy({ useOnSiteOnly: true }), allowed(TODAY), {
    use: 'on-site',
  }),
  checkout('only booked', withCopy({ bookOnly: true }), refused('copy-booking-only')),
  checkout('too young', withCopy({ minimumAge: 13 }), refused('age-restricted')),
  checkout('just old enough', withCopy({ minimumAge: 12 }), allowed('2026-03-24')),
  checkout(
    'age not known',
    { ...withCopy({ minimumAge: 12 }), patrons: [patron({ age: null })] },
    refused('age-unknown'),
  ),
  checkout('the same copy again renews', { ...lentTo('ana') }, allowed('2026-03-31', 'same-copy-renewal')),
  checkout(
    'the same copy again, nothing to gain',
    { ...lentTo('ana', { dueOn: '2026-03-24' }), ...set({ loanDays: 14, renewFrom: 'today' }) },
    allowed('2026-03-24', 'renewal-no-gain', 'same-copy-renewal'),
  ),
  checkout(
    'the same copy again, renewals used up',
    { ...lentTo('ana', { renewals: 1 }), ...set({ loanDays: 14, renewals: 1 }) },
    refused('renewals-used-up', 'same-copy-renewal'),
  ),
  checkout('a due day on a closed Friday moves on', set({ loanDays: 10 }), allowed('2026-03-23')),
  checkout('a due day in the holidays moves past them', set({ loanDays: 28 }), allowed('2026-04-20')),
  checkout(
    'the end of term as a ceiling',
    set({ loanDays: 28, endOfTerm: true }),
    allowed('2026-04-02', 'due-date-shortened'),
  ),
  checkout('to the end of term', set({ endOfTerm: true }), allowed('2026-04-02')),
  checkout(
    'a ceiling on a Sunday moves back',
    set({ loanDays: 14, ceilingOn: '2026-03-22' }),
    allowed('2026-03-19', 'due-date-shortened'),
  ),
  checkout(
    'a ceiling that is over',
    set({ loanDays: 14, ceilingOn: '2026-03-09' }),
    refused('due-date-after-ceiling'),
  ),
  checkout(
    'a ceiling that is over, overridden',
    { ...set({ loanDays: 14, ceilingOn: '2026-03-09' }), permissions: LIBRARIAN },
    allowed('2026-03-24'),
    BECAUSE('due-date-after-ceiling'),
  ),
  checkout(
    'the earliest of the ceilings wins',
    {
      ...set({ loanDays: 28, ceilingOn: '2026-03-27', endOfTerm: true }),
      patrons: [patron({ until: '2026-03-25' })],
    },
    allowed('2026-03-25', 'due-date-shortened'),
  ),
  checkout('a fixed day', set({ fixedDueOn: '2026-06-26' }), allowed('2026-06-26')),
  checkout('a fixed day that is over', set({ fixedDueOn: '2026-03-06' }), refused('due-date-in-past')),
  checkout('four hours', set({ loanHours: 4 }), allowed(TODAY)),
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
    { ...set({ loanDays: 14, ceilingOn: '2026-03-27' }), permissions: LIBRARIAN },
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
