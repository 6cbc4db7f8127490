import { checkout, LIBRARIAN, refused } from './scenario-builder';
import type { WorldRows } from './rows';
import {
  block,
  charge,
  copy,
  loan,
  patron,
  rule,
  TODAY,
  type Expected,
  type Scenario,
} from './scenario-world';

const FINE: Expected = { allowed: true, codes: [], dueOn: '2026-03-24' };

const limited = (settings: Parameters<typeof rule>[1]) => [rule(1, { loanDays: 14 }), rule(2, settings)];
const books = (count: number) => Array.from({ length: count }, (_, index) => loan(`book-${index}`));
const overdue = (copyId: string) => loan(copyId, { dueOn: '2026-03-09' });

/** Checkouts that are about who the patron is, what they have out and what they owe. */
export const PATRON_SCENARIOS: Scenario[] = [
  checkout('an ordinary book for an ordinary pupil', {}, FINE),
  checkout('a card nobody has', {}, refused('patron-unknown'), { patronBarcode: 'C-nobody' }),
  checkout('neither card nor copy known', {}, refused('patron-unknown', 'copy-unknown'), {
    patronBarcode: 'C-nobody',
    copyBarcode: 'B-nothing',
  }),
  checkout('spaces around the scanned codes', {}, FINE, {
    patronBarcode: ' C-ana ',
    copyBarcode: '\tB-atlas-1\r',
  }),
  checkout(
    'leading zeros are part of a barcode',
    { patrons: [patron({ barcode: '007' })] },
    refused('patron-unknown'),
    {
      patronBarcode: '7',
    },
  ),
  checkout('card and copy with the same barcode', sameBarcodes(), FINE, {
    patronBarcode: '0',
    copyBarcode: '0',
  }),
  checkout(
    'a generic patron',
    { patrons: [patron({ kind: 'generic', libraryGroupIds: [] })] },
    refused('patron-generic'),
  ),
  checkout('a disabled patron', { patrons: [patron({ enabled: false })] }, refused('patron-disabled')),
  checkout('until yesterday', { patrons: [patron({ until: '2026-03-09' })] }, refused('patron-expired')),
  checkout(
    'until today: still valid, due today',
    { patrons: [patron({ until: TODAY })] },
    { allowed: true, codes: ['due-date-shortened'], dueOn: TODAY },
  ),
  checkout('membership over', { patrons: [patron({ expiresOn: '2026-03-09' })] }, refused('patron-expired')),
  checkout('membership ends today', { patrons: [patron({ expiresOn: TODAY })] }, FINE),
  checkout(
    'staff without a library group',
    { patrons: [patron({ isStudent: false, isStaff: true, libraryGroupIds: [] })] },
    refused('patron-no-group'),
  ),
  checkout('a pupil without a library group', { patrons: [patron({ libraryGroupIds: [] })] }, FINE),
  checkout('a manual block', { blocks: [block()] }, refused('patron-blocked-manually')),
  checkout(
    'a manual block that ends today',
    { blocks: [block({ until: TODAY })] },
    refused('patron-blocked-manually'),
  ),
  checkout('a manual block that ended yesterday', { blocks: [block({ until: '2026-03-09' })] }, FINE),
  checkout("somebody else's block", { blocks: [block({ patronId: 'ben' })] }, FINE),
  checkout(
    'two blocks are two reasons',
    { blocks: [block(), block({ id: 'block-2', reason: 'Talk to the office' })] },
    refused('patron-blocked-manually', 'patron-blocked-manually'),
  ),
  checkout('one below the most out', { rules: limited({ maxOut: 4 }), loans: books(3) }, FINE),
  checkout('at the most out', { rules: limited({ maxOut: 4 }), loans: books(4) }, refused('too-many-out')),
  checkout('a limit of none', { rules: limited({ maxOut: 0 }) }, refused('too-many-out')),
  checkout(
    'no rule, no limit, the district period',
    { rules: [], loans: books(9) },
    { ...FINE, dueOn: '2026-03-31' },
  ),
  checkout(
    'claimed returned and lost ones are not out',
    {
      rules: limited({ maxOut: 2 }),
      loans: [loan('a'), loan('b', { status: 'claimed-returned' }), loan('c', { status: 'lost' })],
    },
    FINE,
  ),
  checkout(
    'the most of a kind: textbooks do not count as library books',
    {
      rules: limited({ maxOutOfKind: 2 }),
      loans: [loan('a'), loan('b', { materialKind: 'textbook', circulationTypeId: 'text' })],
    },
    FINE,
  ),
  checkout(
    'at the most of a circulation type',
    { rules: limited({ circulationTypeId: 'book', maxOutOfKind: 1 }), loans: books(1) },
    refused('too-many-out-of-kind'),
  ),
  checkout('as many overdue as allowed', { rules: limited({ maxOverdue: 1 }), loans: [overdue('a')] }, FINE),
  checkout(
    'one overdue too many',
    { rules: limited({ maxOverdue: 1 }), loans: [overdue('a'), overdue('b')] },
    refused('too-many-overdue'),
  ),
  checkout(
    'due today is not overdue',
    {
      rules: limited({ maxOverdue: 0 }),
      loans: [loan('a', { dueOn: TODAY })],
    },
    FINE,
  ),
  checkout(
    'an overdue one claimed returned does not count',
    {
      rules: limited({ maxOverdue: 0 }),
      loans: [loan('a', { dueOn: '2026-03-02', status: 'claimed-returned' })],
    },
    FINE,
  ),
  checkout(
    'one lost, none allowed',
    { rules: limited({ maxLost: 0 }), loans: [loan('a', { status: 'lost' })] },
    refused('too-many-lost'),
  ),
  checkout('owing exactly the most', { rules: limited({ maxBalance: 500 }), ledger: [charge(500)] }, FINE),
  checkout(
    'owing one cent more',
    { rules: limited({ maxBalance: 500 }), ledger: [charge(501)] },
    refused('balance-too-high'),
  ),
  checkout(
    'paid again',
    { rules: limited({ maxBalance: 500 }), ledger: [charge(900), charge(-400, { kind: 'payment' })] },
    FINE,
  ),
  checkout(
    'a debt for a loan claimed returned does not count',
    {
      rules: limited({ maxBalance: 500 }),
      loans: [loan('a', { status: 'claimed-returned' })],
      ledger: [charge(2500, { loanId: 'loan-a', type: 'lost' })],
    },
    FINE,
  ),
  checkout(
    'everything at once',
    {
      patrons: [patron({ enabled: false, until: '2026-03-01' })],
      rules: limited({ maxOut: 1, maxOverdue: 0, maxBalance: 0 }),
      loans: [overdue('a')],
      blocks: [block()],
      ledger: [charge(1)],
    },
    refused(
      'balance-too-high',
      'patron-blocked-manually',
      'patron-disabled',
      'patron-expired',
      'too-many-out',
      'too-many-overdue',
    ),
  ),
  checkout('an override with right and reason', { ...atLimit(), permissions: LIBRARIAN }, FINE, {
    overrides: [{ code: 'too-many-out', reason: 'Project week' }],
  }),
  checkout('an override without the right', atLimit(), refused('too-many-out', 'override-not-permitted'), {
    overrides: [{ code: 'too-many-out', reason: 'Project week' }],
  }),
  checkout(
    'an override without a reason',
    { ...atLimit(), permissions: LIBRARIAN },
    refused('too-many-out', 'override-reason-missing'),
    { overrides: [{ code: 'too-many-out', reason: '  ' }] },
  ),
  checkout(
    'one of two reasons overridden',
    { ...atLimit(), blocks: [block()], permissions: LIBRARIAN },
    refused('patron-blocked-manually'),
    { overrides: [{ code: 'too-many-out', reason: 'Project week' }] },
  ),
  checkout(
    'what nobody may override',
    { patrons: [patron({ kind: 'generic' })], permissions: LIBRARIAN },
    refused('patron-generic', 'override-not-permitted'),
    { overrides: [{ code: 'patron-generic', reason: 'Please' }] },
  ),
];

function atLimit(): Partial<WorldRows> {
  return { rules: limited({ maxOut: 1 }), loans: books(1) };
}

function sameBarcodes(): Partial<WorldRows> {
  return { patrons: [patron({ barcode: '0' })], copies: [copy({ barcode: '0' })] };
}
