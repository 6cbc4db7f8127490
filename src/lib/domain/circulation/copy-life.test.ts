import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  COPY_DEEDS,
  decideClaim,
  decideDeed,
  deedBetween,
  possibleDeeds,
  type ClaimDeed,
  type CopyDeed,
} from './copy-life';
import type { CopyStatus, LoanStatus } from './facts';
import { inScope, type ShelfScope } from './shelf-scope';

const STATUSES: CopyStatus[] = [
  'available',
  'on-loan',
  'on-hold-shelf',
  'in-transit',
  'in-repair',
  'lost',
  'claimed-returned',
  'missing',
  'withdrawn',
  'on-order',
];

/** What each status is open to without a loan; everything else is refused. */
const OPEN: Record<CopyStatus, CopyDeed[]> = {
  available: ['send-to-repair', 'mark-missing', 'mark-lost', 'withdraw', 'order'],
  'on-loan': [],
  'on-hold-shelf': ['send-to-repair', 'mark-missing', 'mark-lost', 'withdraw'],
  'in-transit': ['send-to-repair', 'mark-missing', 'mark-lost', 'withdraw', 'arrive'],
  'in-repair': ['back-from-repair', 'mark-missing', 'mark-lost', 'withdraw'],
  lost: ['found', 'withdraw', 'order'],
  'claimed-returned': ['found'],
  missing: ['send-to-repair', 'mark-lost', 'found', 'withdraw', 'order'],
  withdrawn: ['restore', 'order'],
  'on-order': ['withdraw', 'receive'],
};

describe('what may be done to a copy', () => {
  it.each(STATUSES)('that is %s', (status) => {
    expect(possibleDeeds({ status, loan: null })).toEqual(OPEN[status]);
    for (const deed of COPY_DEEDS) {
      const { allowed, reasons } = decideDeed({ status, loan: null }, deed);
      expect([deed, allowed, reasons.length]).toEqual([deed, OPEN[status].includes(deed), allowed ? 0 : 1]);
    }
  });

  it.each<[CopyStatus, LoanStatus, CopyDeed[]]>([
    ['on-loan', 'open', []],
    // Data that should not be: an open loan is never overtaken, whatever the copy says.
    ['available', 'open', []],
    ['lost', 'lost', ['found', 'withdraw']],
    ['claimed-returned', 'claimed-returned', ['found']],
    ['withdrawn', 'lost', ['restore']],
  ])('that is %s with a loan that is %s', (status, loan, deeds) => {
    expect(possibleDeeds({ status, loan })).toEqual(deeds);
  });

  it.each<[CopyDeed, CopyStatus, LoanStatus | null, string]>([
    ['withdraw', 'on-loan', 'open', 'copy-on-loan'],
    ['found', 'available', null, 'copy-available'],
    ['receive', 'withdrawn', null, 'copy-withdrawn'],
    ['mark-lost', 'claimed-returned', 'claimed-returned', 'claimed-returned'],
    ['order', 'lost', 'lost', 'copy-lost'],
  ])('%s of a copy that is %s is refused with its reason', (deed, status, loan, code) => {
    expect(decideDeed({ status, loan }, deed).reasons).toEqual([{ code, severity: 'refuse' }]);
  });

  it('a deed of a form leads where it says', () => {
    const state = fc.record({ status: fc.constantFrom(...STATUSES), loan: fc.constant(null) });
    fc.assert(
      fc.property(state, fc.constantFrom(...STATUSES), (copy, to) => {
        const deed = deedBetween(copy, to);
        if (!deed) return;
        const end = decideDeed(copy, deed);
        expect(end.allowed && (end.value === 'back' ? 'available' : end.value)).toBe(to);
      }),
    );
  });
});

it.each<[LoanStatus, ClaimDeed, string]>([
  ['open', 'claim', 'claimed-returned'],
  ['claimed-returned', 'take-back', 'open'],
  ['claimed-returned', 'claim', 'claimed-returned:refused'],
  ['open', 'take-back', 'copy-on-loan:refused'],
  ['lost', 'claim', 'copy-lost:refused'],
])('a loan that is %s: %s', (loan, deed, expected) => {
  const decision = decideClaim(loan, deed);
  expect(decision.allowed ? decision.value : `${decision.reasons[0]?.code}:refused`).toBe(expected);
});

it.each<[ShelfScope, string | null, string | null, boolean]>([
  [{ kind: 'all' }, null, null, true],
  [{ kind: 'shelves', shelves: ['A', 'B'] }, 'B', null, true],
  [{ kind: 'shelves', shelves: ['A'] }, null, '500', false],
  [{ kind: 'call-numbers', from: '500', to: '599' }, null, '599.7 abc', true],
  [{ kind: 'call-numbers', from: '500', to: '599' }, null, '600', false],
  [{ kind: 'call-numbers', from: 'f a', to: 'F M' }, null, 'F Mo', true],
  [{ kind: 'call-numbers', from: '500', to: '' }, null, '900', true],
  [{ kind: 'call-numbers', from: '', to: '' }, null, null, false],
])('scope %j holds shelf %s, call number %s: %s', (scope, shelf, callNumber, expected) => {
  expect(inScope({ shelf, callNumber }, scope)).toBe(expected);
});
