import type {
  CalendarRow,
  CopyRow,
  HoldRow,
  LedgerRow,
  LoanRow,
  PatronRow,
  RuleRow,
  WorldRows,
} from '$lib/domain/circulation/rows';
import type { copy } from '../db/schema/catalogue';
import type { circulationRule, loan } from '../db/schema/circulation';
import type { fine, fineEntry } from '../db/schema/fines';
import type { hold } from '../db/schema/holds';
import type { patron } from '../db/schema/patrons';
import type { closedRange, district, site, term } from '../db/schema/sites';
import { requireDistrict } from '../sites/read-district';

type Row<T extends { $inferSelect: unknown }> = T['$inferSelect'];

const asList = (json: string): string[] => JSON.parse(json) as string[];

/** The whole age of somebody born in that year counts from January on: a restriction opens in the year it is reached. */
const ageIn = (birthYear: number | null, now: number) =>
  birthYear === null ? null : new Date(now).getUTCFullYear() - birthYear;

/** What decisions follow of the district's policies. @throws AppError not-set-up where there is no district. */
export function districtRow(found: Row<typeof district> | undefined): WorldRows['district'] {
  const row = requireDistrict(found);
  return {
    defaultLoanDays: row.defaultLoanDays,
    currency: row.currency,
    lostReturned: row.lostPaidPolicy,
    localHoldsFirst: row.localHoldsFirst,
    transits: row.transits,
  };
}

/** `groups` and `sites` are JSON lists of ids; `now` in ms. */
export const patronRow = (
  found: { row: Row<typeof patron>; groups: string; sites: string },
  now: number,
): PatronRow => {
  const { row, groups, sites: siteIds } = found;
  return {
    id: row.id,
    kind: row.kind,
    enabled: row.enabled,
    until: row.until,
    libraryGroupIds: asList(groups),
    isStudent: row.student,
    isStaff: row.staffMember,
    barcode: row.barcode,
    siteIds: asList(siteIds),
    age: ageIn(row.birthYear, now),
    rev: row.rev,
  };
};

export const copyRow = ({
  row,
  materialKind,
  siblingsFree,
}: {
  row: Row<typeof copy>;
  materialKind: CopyRow['materialKind'];
  /** A JSON list. */
  siblingsFree: string;
}): CopyRow => ({
  id: row.id,
  titleId: row.titleId,
  barcode: row.barcode,
  ownerSiteId: row.ownerSiteId,
  atSiteId: row.atSiteId,
  status: row.status,
  circulationTypeId: row.circulationTypeId,
  materialKind,
  price: row.price,
  minimumAge: row.minimumAge,
  siblingsFree: asList(siblingsFree),
  rev: row.rev,
});

type JoinedLoan = Pick<LoanRow, 'circulationTypeId' | 'materialKind'> & {
  row: Row<typeof loan>;
  overdueCharged: number;
};

export const loanRow = ({ row, ...joined }: JoinedLoan): LoanRow => ({
  id: row.id,
  patronId: row.patronId ?? '',
  copyId: row.copyId,
  titleId: row.titleId,
  circulationTypeId: joined.circulationTypeId,
  materialKind: joined.materialKind,
  siteId: row.siteId,
  dueAt: row.dueAt,
  dueOn: row.dueOn,
  renewals: row.renewals,
  status: row.status === 'returned' ? 'open' : row.status,
  checkedOutAt: row.checkedOutAt,
  overdueCharged: joined.overdueCharged,
  use: row.use,
});

export const holdRow = ({ row, groups }: { row: Row<typeof hold>; groups: string }): HoldRow => ({
  id: row.id,
  titleId: row.titleId,
  copyId: row.copyId,
  patronId: row.patronId,
  patronLibraryGroupIds: asList(groups),
  pickupSiteId: row.pickupSiteId,
  status: row.status,
  position: row.position,
  placedAt: row.placedAt,
  suspended: row.suspended,
  suspendedUntil: row.suspendedUntil,
  neededFrom: row.neededFrom,
  neededTo: row.neededTo,
  pendingUntil: row.pendingUntil,
  readyUntil: row.readyUntil,
  assignedCopyId: row.capturedCopyId,
  rev: row.rev,
});

type JoinedEntry = Pick<Row<typeof fine>, 'loanId' | 'copyId' | 'kind'> & { entry: Row<typeof fineEntry> };

export const ledgerRow = ({ entry, loanId, copyId, kind }: JoinedEntry): LedgerRow => ({
  fineId: entry.fineId,
  patronId: entry.patronId,
  loanId,
  copyId,
  type: kind,
  kind: entry.type,
  amount: entry.amount,
  at: entry.at,
});

export const ruleRow = ({
  id,
  number,
  siteId,
  libraryGroupId,
  circulationTypeId,
  settings: set,
}: Row<typeof circulationRule>): RuleRow => ({
  ...set,
  id,
  number,
  siteId,
  libraryGroupId,
  circulationTypeId,
});

/** A site's calendar: its own closed days and terms, and the district's. */
export const calendarRow = (
  row: Row<typeof site>,
  closed: Row<typeof closedRange>[],
  terms: Row<typeof term>[],
): CalendarRow => ({
  siteId: row.id,
  timeZone: row.timeZone,
  // Stored as ISO weekdays, Sunday last; the calendar's rules count from Sunday.
  openDays: row.openDays.map((weekday) => weekday % 7),
  closed: closed
    .filter((range) => range.siteId === null || range.siteId === row.id)
    .map(({ fromOn: from, toOn: to, reason: name, emergency }) => ({
      ...{ from, to, name },
      ...(emergency ? { emergency } : {}),
    })),
  terms: terms
    .filter((one) => one.siteId === null || one.siteId === row.id)
    .map((one) => ({ from: one.fromOn, to: one.toOn, name: one.name })),
});
