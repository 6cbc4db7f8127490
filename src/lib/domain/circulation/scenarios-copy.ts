import { allowed, checkout, confirming, LIBRARIAN, onlyRule, overriding, refused } from './scenario-builder';
import type { WorldRows } from './rows';
import { charge, copy, hold, loan, patron, TODAY, type Scenario } from './scenario-world';

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

/** Checkouts that are about the copy: where it stands and who waits for it. */
export const COPY_SCENARIOS: Scenario[] = [
  checkout('a barcode no copy has', {}, refused('copy-unknown'), { copyBarcode: 'B-nothing' }),
  checkout('on loan to somebody else', lentTo('ben'), refused('copy-on-loan-to-other')),
  checkout(
    'on loan to somebody else, whoever asks',
    { ...lentTo('ben'), permissions: LIBRARIAN },
    refused('copy-on-loan-to-other', 'override-not-permitted'),
    overriding('copy-on-loan-to-other'),
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
    overriding('copy-in-repair'),
  ),
  checkout('missing asks first', withCopy({ status: 'missing' }), refused('copy-missing')),
  checkout(
    'missing, confirmed by anybody at the desk',
    withCopy({ status: 'missing' }),
    allowed('2026-03-24'),
    confirming('copy-missing'),
  ),
  checkout('on order asks first', withCopy({ status: 'on-order' }), refused('copy-on-order')),
  checkout('in transit asks first', withCopy({ status: 'in-transit' }), refused('copy-in-transit')),
  checkout(
    'in transit, confirmed',
    withCopy({ status: 'in-transit' }),
    allowed('2026-03-24'),
    confirming('copy-in-transit'),
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
    overriding('copy-on-hold-shelf-for-other'),
  ),
  checkout('waiting on the shelf for the patron', onShelfFor('ana'), allowed('2026-03-24', 'hold-fulfilled')),
  checkout('somebody else waits for the title', { holds: [hold()] }, refused('copy-held-for-other')),
  checkout(
    'somebody else waits, confirmed',
    { holds: [hold()] },
    allowed('2026-03-24'),
    confirming('copy-held-for-other'),
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
  checkout('not for loan by rule', onlyRule({ borrowing: 'none' }), refused('copy-not-for-loan')),
  checkout('only on site by rule', onlyRule({ borrowing: 'on-site' }), refused('copy-on-site-only')),
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
  checkout('used on site on a day given for loans', {}, allowed(TODAY), {
    use: 'on-site',
    dueOn: '2026-03-30',
  }),
  checkout(
    'used on site, the same copy again',
    lentTo('ana', { use: 'on-site', dueOn: TODAY }),
    allowed(TODAY, 'same-copy-renewal'),
    { use: 'on-site' },
  ),
  checkout(
    'used on site, to be taken home now',
    lentTo('ana', { use: 'on-site', dueOn: TODAY }),
    refused('renewal-on-site', 'same-copy-renewal'),
  ),
  checkout('fetched by somebody else', {}, allowed('2026-03-24'), { collectedById: 'ben' }),
  checkout(
    'fetched by somebody who is blocked and owes',
    {
      patrons: [patron(), patron({ id: 'ben', barcode: 'C-ben', enabled: false })],
      ...onlyRule({ loanDays: 14, maxBalance: 0, maxOut: 1 }),
      loans: [loan('b', { patronId: 'ben' })],
      ledger: [charge(100, { patronId: 'ben' })],
    },
    allowed('2026-03-24'),
    { collectedById: 'ben' },
  ),
  checkout('fetched by the borrower', {}, refused('collector-is-borrower'), { collectedById: 'ana' }),
  checkout('fetched by nobody known', {}, refused('collector-unknown'), { collectedById: 'nobody' }),
  checkout(
    'fetched by an account that is no person',
    { patrons: [patron(), patron({ id: 'ben', barcode: null, kind: 'generic' })] },
    refused('collector-unknown'),
    { collectedById: 'ben' },
  ),
  checkout(
    'for a class, by a teacher',
    { patrons: [patron({ isStaff: true, isStudent: false, libraryGroupIds: ['staff'] })] },
    allowed('2026-03-24'),
    { forClass: '7A' },
  ),
  checkout('for a class, by a pupil', {}, refused('class-borrower-not-staff'), { forClass: '7A' }),
  checkout('for a class, by a pupil, confirmed', {}, allowed('2026-03-24'), {
    forClass: '7A',
    ...confirming('class-borrower-not-staff'),
  }),
  checkout('the same copy again renews', { ...lentTo('ana') }, allowed('2026-03-31', 'same-copy-renewal')),
  checkout(
    'the same copy again, nothing to gain',
    { ...lentTo('ana', { dueOn: '2026-03-24' }), ...onlyRule({ loanDays: 14, renewFrom: 'today' }) },
    allowed('2026-03-24', 'renewal-no-gain', 'same-copy-renewal'),
  ),
  checkout(
    'the same copy again, renewals used up',
    { ...lentTo('ana', { renewals: 1 }), ...onlyRule({ loanDays: 14, renewals: 1 }) },
    refused('renewals-used-up', 'same-copy-renewal'),
  ),
];
