import { endOfLoanDay } from '../calendar/zone';
import type { HoldFacts } from '../holds/types';
import type { ReasonCode } from '../shared/decision';
import type { LocalDate } from '../shared/local-date';
import type { CheckoutRequest, RenewalRequest } from './facts';
import type {
  BlockRow,
  CalendarRow,
  CopyRow,
  LedgerRow,
  LoanRow,
  PatronRow,
  RuleRow,
  WorldRows,
} from './rows';

/** The zone of the scenarios; its clocks go back on 2026-04-05 and forward on 2026-10-04. */
export const ZONE = 'Australia/Sydney';
/** A Tuesday in term. */
export const TODAY: LocalDate = '2026-03-10';
/** 09:29 of that day at the desk, ms since epoch. */
export const NOW = endOfLoanDay(TODAY, ZONE) - 14.5 * 3_600_000;
export const SITE = 'north';

/** What a decision must come to: the codes sorted, and the due day when there is one. */
export interface Expected {
  allowed: boolean;
  codes: ReasonCode[];
  dueOn?: LocalDate;
}

/** A world, a request and what must come of it. Every way of loading the world must give the same decision. */
export type Scenario =
  | {
      kind: 'checkout';
      name: string;
      world: WorldRows;
      now: number;
      request: CheckoutRequest;
      expected: Expected;
    }
  | {
      kind: 'renewal';
      name: string;
      world: WorldRows;
      now: number;
      request: RenewalRequest;
      expected: Expected;
    };

/** Open Monday to Friday; closed over the autumn holidays and on one Friday; two terms. */
export const CALENDAR: CalendarRow = {
  siteId: SITE,
  timeZone: ZONE,
  openDays: [1, 2, 3, 4, 5],
  closed: [
    { from: '2026-03-20', to: '2026-03-20', name: 'Staff day' },
    { from: '2026-04-03', to: '2026-04-17', name: 'Autumn holidays' },
  ],
  terms: [
    { from: '2026-01-28', to: '2026-04-02', name: 'Term 1' },
    { from: '2026-04-20', to: '2026-06-26', name: 'Term 2' },
  ],
};

/** Ana, a pupil in one group, with nothing out. */
export function patron(change: Partial<PatronRow> = {}): PatronRow {
  return {
    id: 'ana',
    kind: 'personal',
    enabled: true,
    until: null,
    expiresOn: null,
    libraryGroupIds: ['pupils'],
    isStudent: true,
    isStaff: false,
    barcode: 'C-ana',
    siteIds: [SITE],
    age: 12,
    rev: 1,
    ...change,
  };
}

/** A library book on the shelf of the desk's own site. */
export function copy(change: Partial<CopyRow> = {}): CopyRow {
  const id = change.id ?? 'atlas-1';
  return {
    id,
    titleId: 'atlas',
    barcode: `B-${id}`,
    ownerSiteId: SITE,
    atSiteId: SITE,
    status: 'available',
    circulationTypeId: 'book',
    materialKind: 'library',
    price: 2500,
    useOnSiteOnly: false,
    bookOnly: false,
    minimumAge: null,
    rev: 1,
    ...change,
  };
}

/** A loan of Ana's from last week, due next week; `loan('x')` is of the copy `x`. */
export function loan(copyId: string, change: Partial<LoanRow> = {}): LoanRow {
  const dueOn = change.dueOn ?? '2026-03-17';
  return {
    id: `loan-${copyId}`,
    patronId: 'ana',
    copyId,
    titleId: `title-${copyId}`,
    circulationTypeId: 'book',
    materialKind: 'library',
    siteId: SITE,
    dueOn,
    dueAt: endOfLoanDay(dueOn, ZONE),
    renewals: 0,
    status: 'open',
    checkedOutAt: NOW - 7 * 86_400_000,
    ...change,
  };
}

/** A pending hold of Ben's for the atlas, any copy, first in the queue. */
export function hold(change: Partial<HoldFacts> = {}): HoldFacts {
  return {
    id: 'hold-1',
    titleId: 'atlas',
    copyId: null,
    patronId: 'ben',
    patronLibraryGroupIds: ['pupils'],
    pickupSiteId: SITE,
    status: 'pending',
    position: 1,
    placedAt: NOW - 86_400_000,
    suspended: false,
    suspendedUntil: null,
    neededFrom: null,
    neededTo: null,
    pendingUntil: null,
    readyUntil: null,
    assignedCopyId: null,
    rev: 1,
    ...change,
  };
}

/** A row for every site, group and type unless it says otherwise. */
export function rule(number: number, change: Partial<RuleRow> = {}): RuleRow {
  const everywhere = { siteId: null, libraryGroupId: null, circulationTypeId: null };
  return { id: `rule-${number}`, number, ...everywhere, ...change };
}

/** A restriction on Ana without an end. */
export function block(change: Partial<BlockRow> = {}): BlockRow {
  return { id: 'block-1', patronId: 'ana', reason: 'Lost card', until: null, ...change };
}

/** A charge of Ana's in cents that belongs to no loan. */
export function charge(amount: number, change: Partial<LedgerRow> = {}): LedgerRow {
  const fineId = change.fineId ?? 'fine-1';
  return {
    fineId,
    patronId: 'ana',
    loanId: null,
    type: 'manual',
    kind: 'charge',
    amount,
    at: NOW - 1000,
    ...change,
  };
}

/**
 * A complete world around the rows that matter: Ana and Ben, the atlas on the shelf, books for 14 days. Copies of
 * loans, people of holds and titles of copies are filled in, so that the rows also fit a database with references.
 */
export function world(change: Partial<WorldRows> = {}): WorldRows {
  const loans = change.loans ?? [];
  const given = change.copies ?? [copy()];
  const missing = loans.filter((row) => !given.some((known) => known.id === row.copyId));
  const copies = [...given, ...missing.map(copyOfLoan)];
  const titles = [...new Set([...copies.map((row) => row.titleId), 'atlas'])];
  return {
    district: {
      defaultLoanDays: 21,
      currency: 'AUD',
      lostReturned: 'refund',
      localHoldsFirst: true,
      transits: true,
    },
    rules: [rule(1, { loanDays: 14 })],
    calendars: [CALENDAR],
    holds: [],
    blocks: [],
    ledger: [],
    permissions: ['circulation.checkOut', 'circulation.renew'],
    ...change,
    patrons: withOthers(change.patrons ?? [patron()]),
    titles: titles.map((id) => ({ id, title: `Title ${id}` })),
    copies,
    loans,
  };
}

function copyOfLoan(row: LoanRow): CopyRow {
  const status = row.status === 'open' ? 'on-loan' : row.status;
  const { titleId, circulationTypeId, materialKind } = row;
  return copy({ id: row.copyId, titleId, circulationTypeId, materialKind, status });
}

function withOthers(patrons: readonly PatronRow[]): PatronRow[] {
  const others = [patron({ id: 'ana' }), patron({ id: 'ben', barcode: 'C-ben' })];
  return [...patrons, ...others.filter((other) => !patrons.some((known) => known.id === other.id))];
}
