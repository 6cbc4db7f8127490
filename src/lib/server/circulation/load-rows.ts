import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { RuleRow, WorldRows } from '$lib/domain/circulation/rows';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { circulationRule, loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { patron, patronBlock, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { closedRange, district, site, term } from '../db/schema/sites';

/** What a decision is about, as subqueries that each give ids. */
interface Scope {
  patronIds: SQL;
  copyIds: SQL;
  siteId: string;
  permissions: ReadonlySet<PermissionId>;
  /** Instant, ms: ages are reckoned from it. */
  now: number;
}

const OPEN_HOLDS = ['pending', 'in-transit', 'ready'] as const;

const groupsOf = (patronId: SQL | typeof patron.id | typeof hold.patronId) =>
  sql<string>`(select json_group_array(${patronLibraryGroup.libraryGroupId}) from ${patronLibraryGroup} where ${patronLibraryGroup.patronId} = ${patronId})`;

const sitesOf = sql<string>`(select json_group_array(${patronSite.siteId}) from ${patronSite} where ${patronSite.patronId} = ${patron.id})`;

/** What was charged for the growing overdue fine of a loan. */
const overdueCharged = sql<number>`(select coalesce(sum(e.amount), 0) from fine f join fine_entry e on e.fine_id = f.id
  where f.loan_id = ${loan.id} and f.growing = 1 and e.type in ('charge', 'void'))`;

const asList = (json: string): string[] => JSON.parse(json) as string[];

/** The whole age of somebody born in that year counts from January on: a restriction opens in the year it is reached. */
const ageIn = (birthYear: number | null, now: number) =>
  birthYear === null ? null : new Date(now).getUTCFullYear() - birthYear;

function queries(read: Reader, { patronIds, copyIds, siteId }: Scope) {
  const loanSites = sql`(select site_id from loan where returned_at is null and copy_id in ${copyIds})`;
  const ofCalendars = (column: typeof closedRange.siteId | typeof term.siteId) =>
    or(isNull(column), eq(column, siteId), inArray(column, loanSites));
  return [
    read.select().from(district),
    read
      .select({ row: patron, groups: groupsOf(patron.id), sites: sitesOf })
      .from(patron)
      .where(inArray(patron.id, patronIds)),
    read
      .select({ row: copy, materialKind: title.materialKind, titleRev: title.rev })
      .from(copy)
      .innerJoin(title, eq(title.id, copy.titleId))
      .where(inArray(copy.id, copyIds)),
    read
      .select({
        row: loan,
        circulationTypeId: copy.circulationTypeId,
        materialKind: title.materialKind,
        overdueCharged,
      })
      .from(loan)
      .innerJoin(copy, eq(copy.id, loan.copyId))
      .innerJoin(title, eq(title.id, loan.titleId))
      .where(
        and(isNull(loan.returnedAt), or(inArray(loan.patronId, patronIds), inArray(loan.copyId, copyIds))),
      ),
    read
      .select({ row: hold, groups: groupsOf(hold.patronId) })
      .from(hold)
      .where(
        and(
          inArray(hold.status, [...OPEN_HOLDS]),
          or(
            inArray(hold.titleId, sql`(select title_id from copy where id in ${copyIds})`),
            inArray(hold.capturedCopyId, copyIds),
          ),
        ),
      ),
    read
      .select()
      .from(patronBlock)
      .where(and(isNull(patronBlock.liftedAt), inArray(patronBlock.patronId, patronIds))),
    read
      .select({ entry: fineEntry, loanId: fine.loanId, copyId: fine.copyId, kind: fine.kind })
      .from(fineEntry)
      .innerJoin(fine, eq(fine.id, fineEntry.fineId))
      .where(
        or(
          inArray(fineEntry.patronId, patronIds),
          and(inArray(fine.copyId, copyIds), inArray(fine.kind, ['lost', 'processing'])),
        ),
      ),
    read.select().from(circulationRule),
    read
      .select()
      .from(site)
      .where(or(eq(site.id, siteId), inArray(site.id, loanSites))),
    read.select().from(closedRange).where(ofCalendars(closedRange.siteId)),
    read.select().from(term).where(ofCalendars(term.siteId)),
  ] as const;
}

/** The rows of a decision, with the revisions that guard it. */
export interface LoadedRows {
  rows: WorldRows;
  /** Revisions of the titles whose queues were read. */
  titleRevs: Map<string, number>;
}

/** Reads everything a decision needs in one round trip and one consistent view. */
async function loadRows(read: Reader, scope: Scope): Promise<LoadedRows> {
  const [districts, patrons, copies, loans, holds, blocks, entries, rules, sites, closed, terms] =
    await read.batch(queries(read, scope));
  const settings = districts[0];
  const rows: WorldRows = {
    district: {
      defaultLoanDays: settings?.defaultLoanDays ?? 14,
      currency: settings?.currency ?? 'XXX',
      lostReturned: settings?.lostPaidPolicy ?? 'refund',
      localHoldsFirst: settings?.localHoldsFirst ?? true,
      transits: settings?.transits ?? true,
    },
    patrons: patrons.map(({ row, groups, sites: siteIds }) => ({
      id: row.id,
      kind: row.kind,
      enabled: row.enabled,
      until: row.until,
      libraryGroupIds: asList(groups),
      isStudent: row.student,
      isStaff: row.staffMember,
      barcode: row.barcode,
      siteIds: asList(siteIds),
      age: ageIn(row.birthYear, scope.now),
      rev: row.rev,
    })),
    copies: copies.map(({ row, materialKind }) => ({
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
      rev: row.rev,
    })),
    loans: loans.map(({ row, ...joined }) => ({
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
    })),
    holds: holds.map(({ row, groups }) => ({
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
    })),
    blocks: blocks.map(({ id, patronId, reason, until }) => ({ id, patronId, reason, until })),
    ledger: entries.map(({ entry, loanId, copyId, kind }) => ({
      fineId: entry.fineId,
      patronId: entry.patronId,
      loanId,
      copyId,
      type: kind,
      kind: entry.type,
      amount: entry.amount,
      at: entry.at,
    })),
    rules: rules.map(({ id, number, siteId, libraryGroupId, circulationTypeId, settings: set }): RuleRow => ({
      ...set,
      id,
      number,
      siteId,
      libraryGroupId,
      circulationTypeId,
    })),
    calendars: sites.map((row) => ({
      siteId: row.id,
      timeZone: row.timeZone,
      // Stored as ISO weekdays, Sunday last; the calendar's rules count from Sunday.
      openDays: row.openDays.map((weekday) => weekday % 7),
      closed: closed
        .filter((range) => range.siteId === null || range.siteId === row.id)
        .map((range) => ({ from: range.fromOn, to: range.toOn, name: range.reason })),
      terms: terms
        .filter((one) => one.siteId === null || one.siteId === row.id)
        .map((one) => ({ from: one.fromOn, to: one.toOn, name: one.name })),
    })),
    permissions: [...scope.permissions],
  };
  return { rows, titleRevs: new Map(copies.map(({ row, titleRev }) => [row.titleId, titleRev])) };
}

type Desk = Pick<Scope, 'siteId' | 'permissions' | 'now'>;

export const loadCheckoutRows = (
  read: Reader,
  request: { patronBarcode: string; copyBarcode: string },
  desk: Desk,
) =>
  loadRows(read, {
    ...desk,
    patronIds: sql`(select id from patron where barcode = ${request.patronBarcode})`,
    copyIds: sql`(select id from copy where barcode = ${request.copyBarcode})`,
  });

export const loadRenewalRows = (
  read: Reader,
  request: { loanId?: string; copyBarcode?: string },
  desk: Desk,
) => {
  const loans = request.loanId
    ? sql`loan where id = ${request.loanId} and returned_at is null`
    : sql`loan where returned_at is null and copy_id = (select id from copy where barcode = ${request.copyBarcode ?? ''})`;
  return loadRows(read, {
    ...desk,
    patronIds: sql`(select patron_id from ${loans})`,
    copyIds: sql`(select copy_id from ${loans})`,
  });
};

export const loadCheckinRows = (read: Reader, request: { copyBarcode: string }, desk: Desk) => {
  const copyIds = sql`(select id from copy where barcode = ${request.copyBarcode})`;
  return loadRows(read, {
    ...desk,
    copyIds,
    patronIds: sql`(select patron_id from loan where returned_at is null and copy_id in ${copyIds})`,
  });
};

/** Rows about one patron alone, for their blocks and limits. */
export const loadPatronRows = (read: Reader, patronId: string, desk: Desk) =>
  loadRows(read, {
    ...desk,
    patronIds: sql`(select ${patronId})`,
    copyIds: sql`(select id from copy where 0)`,
  });

/** Rows for a request by a patron for a title: all its copies and its queue. */
export const loadHoldRows = (read: Reader, request: { patronId: string; titleId: string }, desk: Desk) =>
  loadRows(read, {
    ...desk,
    patronIds: sql`(select ${request.patronId})`,
    copyIds: sql`(select id from copy where title_id = ${request.titleId})`,
  });
