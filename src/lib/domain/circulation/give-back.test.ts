import { describe, expect, it } from 'vitest';
import { givenBack, latestOverdue } from './give-back';
import type { LedgerRow } from './rows';

const row = (fineId: string, kind: LedgerRow['kind'], amount: number, at: number): LedgerRow => ({
  ...{ fineId, patronId: 'ana', loanId: 'loan', copyId: 'copy', type: 'overdue', at },
  ...(kind ? { kind } : {}),
  amount,
});
const paid = [row('f', 'charge', 50, 1), row('f', 'payment', -40, 2)];
const fine = (change: number) => ({ days: 0, total: 0, change });
const settlement = [
  { fineId: 'lost', kind: 'refund' as const, amount: 300 },
  { fineId: 'lost', kind: 'void' as const, amount: -700 },
];

describe('what is the borrower’s again', () => {
  it.each([
    ['nothing without a fine and a loss', [], null, [], 0],
    ['nothing where more is charged', [], fine(20), paid, 0],
    ['nothing while only the unpaid part goes', [], fine(-10), paid, 0],
    ['what was paid beyond the unpaid part', [], fine(-30), paid, 20],
    ['no more than was paid', [], fine(-50), paid, 40],
    ['nothing without the fine it is of', [], fine(-50), [], 0],
    ['what was paid for a lost copy', settlement, null, [], 300],
    ['both', settlement, fine(-50), paid, 340],
  ])('%s', (_, lostSettlement, change, ledger, expected) => {
    const growing = latestOverdue(ledger, 'loan');
    expect(givenBack({ lostSettlement, fine: change }, growing)).toBe(expected);
  });

  it('is reckoned by the fine that began last, of that loan and for its days', () => {
    const later = row('g', 'charge', 10, 5);
    const others = [
      { ...row('h', 'charge', 9, 9), loanId: 'other' },
      { ...row('i', 'charge', 9, 9), type: 'lost' as const },
    ];
    expect(latestOverdue([...paid, later, ...others], 'loan')).toMatchObject({
      id: 'g',
      entries: [{ amount: 10 }],
    });
    expect(latestOverdue(others, 'loan')).toBeNull();
  });
});
