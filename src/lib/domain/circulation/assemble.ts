import type { CalendarFacts } from '../calendar/types';
import type { FineFacts } from '../fines/types';
import type { HoldFacts } from '../holds/types';
import { inOrder, isSetAside } from '../holds/queue';
import { sameBarcode } from '../shared/barcode';
import type { CopyId, LoanId, PatronId, SiteId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import { sumMoney, type Money } from '../shared/money';
import type {
  CheckinFacts,
  CheckinRequest,
  CheckoutFacts,
  CheckoutRequest,
  CopyFacts,
  DeskFacts,
  OpenLoanFacts,
  PatronFacts,
  RenewalFacts,
  RenewalRequest,
  RuleFacts,
} from './facts';
import type { CopyRow, LedgerRow, LoanRow, PatronRow, RuleRow, WorldRows } from './rows';

/** The facts of a checkout from rows. Rows that the request does not touch change nothing. `now` in ms since epoch. */
export function assembleCheckoutFacts(rows: WorldRows, request: CheckoutRequest, now: number): CheckoutFacts {
  const patron = rows.patrons.find((row) => sameBarcode(row.barcode, request.patronBarcode)) ?? null;
  const copy = rows.copies.find((row) => sameBarcode(row.barcode, request.copyBarcode)) ?? null;
  // The patron who has the copy renews it.
  const own = rows.loans.find((row) => row.copyId === copy?.id && row.patronId === patron?.id);
  const facts = checkoutFacts(rows, lendingSite(rows, own, request.siteId), now, patron, copy);
  if (request.collectedById === undefined) return facts;
  const found = rows.patrons.find((row) => row.id === request.collectedById && row.kind === 'personal');
  return { ...facts, collector: found ? { id: found.id } : null };
}

/**
 * Whose rules, calendar and clock renew a loan: those of the site that lent it, at whichever desk it is renewed, so that
 * its due day and its fine stay in one zone. The desk's own where that calendar is not known.
 */
function lendingSite(rows: WorldRows, loan: LoanRow | null | undefined, deskSiteId: SiteId): SiteId {
  const known = rows.calendars.some((row) => row.siteId === loan?.siteId);
  return loan && known ? loan.siteId : deskSiteId;
}

/** The facts of a renewal; the patron is the one who has the loan. */
export function assembleRenewalFacts(rows: WorldRows, request: RenewalRequest, now: number): RenewalFacts {
  const loan = findLoan(rows, request) ?? null;
  const patron = rows.patrons.find((row) => row.id === loan?.patronId) ?? null;
  const copy = rows.copies.find((row) => row.id === loan?.copyId) ?? null;
  return { ...checkoutFacts(rows, lendingSite(rows, loan, request.siteId), now, patron, copy), loan };
}

/** The facts of a check-in: the copy, the loan that ends, who waits for it and what was charged for it as lost. */
export function assembleCheckinFacts(rows: WorldRows, request: CheckinRequest, now: number): CheckinFacts {
  const copy = rows.copies.find((row) => sameBarcode(row.barcode, request.copyBarcode)) ?? null;
  const loan = rows.loans.find((row) => row.copyId === copy?.id) ?? null;
  const borrower = rows.patrons.find((row) => row.id === loan?.patronId);
  const desk = deskFacts(rows, request.siteId, now);
  return {
    ...desk,
    copy: copy && copyFacts(rows, copy),
    loan: loan && { ...loan, patronLibraryGroupIds: borrower?.libraryGroupIds ?? [] },
    loanCalendar: rows.calendars.find((row) => row.siteId === loan?.siteId) ?? desk.calendar,
    holdQueue: queueOf(rows, copy),
    lostFines: copy ? lostFinesOf(rows.ledger, copy.id, loan?.id ?? null) : [],
  };
}

/** A row of the matrix with its scope and settings apart. */
export function ruleFacts(row: RuleRow): RuleFacts {
  const { id, number, siteId, libraryGroupId, circulationTypeId, ...settings } = row;
  return { id, number, scope: { siteId, libraryGroupId, circulationTypeId }, settings };
}

/** The patron with the blocks and the balance that their rows give. */
export function patronFacts(rows: WorldRows, patron: PatronRow): PatronFacts {
  const blocks = rows.blocks.filter((block) => block.patronId === patron.id);
  return {
    ...patron,
    manualBlocks: blocks.map(({ id, reason, until }) => ({ id, reason, until })),
    balance: countingBalance(rows, patron.id),
  };
}

function checkoutFacts(
  rows: WorldRows,
  siteId: SiteId,
  now: number,
  patron: PatronRow | null,
  copy: CopyRow | null,
): CheckoutFacts {
  return {
    ...deskFacts(rows, siteId, now),
    patron: patron && patronFacts(rows, patron),
    loans: rows.loans.filter((loan) => loan.patronId === patron?.id).map(withoutPatron),
    copy: copy && copyFacts(rows, copy),
    holdQueue: queueOf(rows, copy),
  };
}

function deskFacts(rows: WorldRows, siteId: SiteId, now: number): DeskFacts {
  return {
    now,
    siteId,
    district: rows.district,
    rules: rows.rules.map(ruleFacts),
    calendar: calendarOf(rows, siteId),
    actor: { permissions: rows.permissions },
  };
}

/** Throws `RangeError('calendar-missing')`: a site without a calendar is a fault of the loader, not of the request. */
function calendarOf(rows: WorldRows, siteId: SiteId): CalendarFacts {
  const calendar = rows.calendars.find((row) => row.siteId === siteId);
  if (!calendar) throw new RangeError('calendar-missing');
  return calendar;
}

function findLoan(rows: WorldRows, request: RenewalRequest): LoanRow | undefined {
  if (request.loanId !== undefined) return rows.loans.find((loan) => loan.id === request.loanId);
  const copy = rows.copies.find((row) => sameBarcode(row.barcode, request.copyBarcode));
  return copy && rows.loans.find((loan) => loan.copyId === copy.id);
}

/** A copy with its loan and the hold that it is set aside for. */
export function copyFacts(rows: WorldRows, copy: CopyRow): CopyFacts {
  const loan = rows.loans.find((row) => row.copyId === copy.id);
  const hold = rows.holds.find((row) => isSetAside(row) && row.assignedCopyId === copy.id);
  return {
    ...copy,
    siblingsFree: copy.siblingsFree ?? siblingsFree(rows, copy),
    loan: loan ? { id: loan.id, patronId: loan.patronId, status: loan.status } : null,
    heldForPatronId: hold?.patronId ?? null,
    heldHoldId: hold?.id ?? null,
  };
}

/** Of the rows at hand; a loader that fetches one copy alone says it with the copy. */
function siblingsFree(rows: WorldRows, copy: CopyRow): (LocalDate | '')[] {
  return rows.copies
    .filter((other) => other.titleId === copy.titleId && other.id !== copy.id)
    .flatMap((other) => {
      if (other.useOnSiteOnly || other.bookOnly) return [];
      if (other.status === 'available') return [''] as const;
      return rows.loans
        .filter((loan) => loan.copyId === other.id && loan.status === 'open')
        .map((loan) => loan.dueOn);
    });
}

function queueOf(rows: WorldRows, copy: CopyRow | null): HoldFacts[] {
  return inOrder(rows.holds.filter((hold) => hold.titleId === copy?.titleId));
}

/** Money owed for loans that are claimed returned counts nowhere while the claim stands. */
function countingBalance(rows: WorldRows, patronId: PatronId): Money {
  const claimed = new Set(
    rows.loans.filter((loan) => loan.status === 'claimed-returned').map((loan) => loan.id),
  );
  const counting = rows.ledger.filter(
    (entry) => entry.patronId === patronId && !(entry.loanId !== null && claimed.has(entry.loanId)),
  );
  return sumMoney(counting.map((entry) => entry.amount));
}

/** The charges of the present loss: of the open loan or, where that was closed, of the latest one that was charged. */
function lostFinesOf(ledger: readonly LedgerRow[], copyId: CopyId, openLoanId: LoanId | null): FineFacts[] {
  const ofCopy = ledger.filter(
    (row) => row.copyId === copyId && (row.type === 'lost' || row.type === 'processing'),
  );
  const newest = ofCopy.reduce<LedgerRow | null>(
    (best, row) => ((row.at ?? 0) > (best?.at ?? -1) ? row : best),
    null,
  );
  const loanId = openLoanId ?? newest?.loanId ?? null;
  const fines = new Map<string, FineFacts>();
  for (const row of ofCopy.filter((entry) => entry.loanId === loanId)) {
    const { fineId, patronId, amount } = row;
    const fine = fines.get(fineId) ?? {
      id: fineId,
      patronId,
      loanId,
      copyId,
      type: row.type ?? 'lost',
      entries: [],
    };
    fine.entries.push({ fineId, kind: row.kind ?? 'charge', amount, at: row.at ?? 0 });
    fines.set(fineId, fine);
  }
  return [...fines.values()];
}

function withoutPatron({ patronId: _patron, ...loan }: LoanRow): OpenLoanFacts {
  return loan;
}
