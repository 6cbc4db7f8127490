import type { CheckinOutcome } from '../circulation/checkin';
import type { NewLoan } from '../circulation/checkout';
import type { CheckinFacts, CheckoutFacts, RenewalFacts } from '../circulation/facts';
import type { RenewalOutcome } from '../circulation/renewal';
import type { CopyRow, HoldRow, LedgerRow, LoanRow } from '../circulation/rows';
import { renumber } from '../holds/queue';
import type { CopyId, HoldId, LoanId, PatronId } from '../shared/ids';

/** What a decision changes in the rows that the next one is made from. */
export interface Effects {
  putLoans: LoanRow[];
  endLoans: LoanId[];
  copies: { id: CopyId; change: Partial<Pick<CopyRow, 'status' | 'atSiteId'>> }[];
  holds: { id: HoldId; change: Partial<HoldRow> }[];
  endHolds: HoldId[];
  addLedger: LedgerRow[];
}

const nothing = (): Effects => ({
  putLoans: [],
  endLoans: [],
  copies: [],
  holds: [],
  endHolds: [],
  addLedger: [],
});

/** A new loan: the copy is out, the patron's own hold ends, somebody else's set-aside one waits again. */
export function effectsOfLoan(facts: CheckoutFacts, outcome: NewLoan, loanId: LoanId): Effects {
  const { patron, copy, holdQueue } = facts;
  if (!patron || !copy) return nothing();
  const { fulfilsHoldId, displacesHoldId, due } = outcome;
  const places = fulfilsHoldId ? renumber(holdQueue.filter((hold) => hold.id !== fulfilsHoldId)) : [];
  const waitsAgain = { status: 'pending' as const, assignedCopyId: null, readyUntil: null };
  return {
    ...nothing(),
    putLoans: [
      {
        id: loanId,
        patronId: patron.id,
        copyId: copy.id,
        titleId: copy.titleId,
        circulationTypeId: copy.circulationTypeId,
        materialKind: copy.materialKind,
        siteId: facts.siteId,
        ...due,
        renewals: 0,
        status: 'open',
        checkedOutAt: facts.now,
        overdueCharged: 0,
        ...(outcome.use === 'on-site' ? { use: outcome.use } : {}),
        ...(outcome.collectedById === null ? {} : { collectedById: outcome.collectedById }),
        ...(outcome.forClass === null ? {} : { forClass: outcome.forClass }),
      },
    ],
    copies: [{ id: copy.id, change: { status: 'on-loan', atSiteId: facts.siteId } }],
    holds: [
      ...(displacesHoldId ? [{ id: displacesHoldId, change: waitsAgain }] : []),
      ...places.map(({ id, position }) => ({ id, change: { position } })),
    ],
    endHolds: fulfilsHoldId ? [fulfilsHoldId] : [],
  };
}

/** A renewal: the loan goes on, and what the overdue period cost is owed. */
export function effectsOfRenewal(facts: RenewalFacts, outcome: RenewalOutcome, commandId: string): Effects {
  const { loan, patron } = facts;
  if (!loan || !patron) return nothing();
  const { due, renewals, closedFine } = outcome;
  return {
    ...nothing(),
    putLoans: [{ ...loan, patronId: patron.id, ...due, renewals, overdueCharged: 0 }],
    addLedger: charged(commandId, patron.id, loan.id, closedFine?.change ?? 0),
  };
}

/** A check-in: the loan is over, the copy goes where it has to, the next in line has it set aside. */
export function effectsOfCheckin(facts: CheckinFacts, outcome: CheckinOutcome, commandId: string): Effects {
  const { copy } = facts;
  if (!copy || !outcome.copyStatus) return nothing();
  const { returnedFrom, capture, fine } = outcome;
  const left = copy.heldHoldId && copy.heldHoldId !== capture?.holdId ? copy.heldHoldId : null;
  const waitsAgain = { status: 'pending' as const, assignedCopyId: null, readyUntil: null };
  return {
    ...nothing(),
    endLoans: returnedFrom ? [returnedFrom.loanId] : [],
    copies: [{ id: copy.id, change: { status: outcome.copyStatus, atSiteId: facts.siteId } }],
    holds: [
      ...(left ? [{ id: left, change: waitsAgain }] : []),
      ...(capture && !capture.already
        ? [
            {
              id: capture.holdId,
              change: {
                status: capture.readyUntil === null ? ('in-transit' as const) : ('ready' as const),
                assignedCopyId: copy.id,
                readyUntil: capture.readyUntil,
              },
            },
          ]
        : []),
    ],
    addLedger: [
      ...(returnedFrom
        ? charged(commandId, returnedFrom.patronId, returnedFrom.loanId, fine?.change ?? 0)
        : []),
      ...settled(facts, outcome, commandId),
    ],
  };
}

/** What was charged for a copy as lost goes as the policy wants it; a row for each charge, so that it can be taken back. */
function settled(
  { lostFines }: CheckinFacts,
  { lostSettlement }: CheckinOutcome,
  commandId: string,
): LedgerRow[] {
  return lostFines.flatMap(({ id, patronId, loanId, copyId, type }, index) => {
    const own = lostSettlement.filter(({ fineId }) => fineId === id);
    const amount = own.reduce((sum, entry) => sum + entry.amount, 0);
    const fineId = `here:${commandId}.${index}`;
    return amount === 0 ? [] : [{ fineId, patronId, loanId, copyId, type, kind: 'void' as const, amount }];
  });
}

/** Owed on the device until the server's own ledger comes with the next snapshot. */
function charged(commandId: string, patronId: PatronId, loanId: LoanId, amount: number): LedgerRow[] {
  return amount === 0
    ? []
    : [{ fineId: `here:${commandId}`, patronId, loanId, type: 'overdue', kind: 'charge', amount }];
}
