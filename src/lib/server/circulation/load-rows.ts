import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { WorldRows } from '$lib/domain/circulation/rows';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { circulationRule, loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { patron, patronBlock, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { closedRange, district, site, term } from '../db/schema/sites';
import {
  calendarRow,
  copyRow,
  districtRow,
  holdRow,
  ledgerRow,
  loanRow,
  patronRow,
  ruleRow,
} from './world-rows';

/** What a decision is about, as subqueries that each give ids. */
interface Scope {
  patronIds: SQL;
  copyIds: SQL;
  siteId: string;
  permissions: ReadonlySet<PermissionId>;
  /** Instant, ms: ages are reckoned from it. */
  now: number;
  /** Calendars of every site, not only of the desk's and the loan's. */
  everySite?: boolean;
}

const OPEN_HOLDS = ['pending', 'in-transit', 'ready'] as const;

const groupsOf = (patronId: SQL | typeof patron.id | typeof hold.patronId) =>
  sql<string>`(select json_group_array(${patronLibraryGroup.libraryGroupId}) from ${patronLibraryGroup} where ${patronLibraryGroup.patronId} = ${patronId})`;

const sitesOf = sql<string>`(select json_group_array(${patronSite.siteId}) from ${patronSite} where ${patronSite.patronId} = ${patron.id})`;

/** What was charged for the growing overdue fine of a loan. */
const overdueCharged = sql<number>`(select coalesce(sum(e.amount), 0) from fine f join fine_entry e on e.fine_id = f.id
  where f.loan_id = ${loan.id} and f.growing = 1 and e.type in ('charge', 'void'))`;

/** When the other copies of the title are free: '' now, else the day on which they are due. */
const siblingsFree = sql<string>`(select json_group_array(coalesce(l.due_on, '')) from copy o
  left join loan l on l.copy_id = o.id and l.returned_at is null and l.status = 'open'
  where o.title_id = ${copy.titleId} and o.id <> ${copy.id} and (o.status = 'available' or l.id is not null))`;

/** The patron, the copy, and the loans of both. */
const whoAndWhat = (read: Reader, { patronIds, copyIds }: Scope) =>
  [
    read.select().from(district),
    read
      .select({ row: patron, groups: groupsOf(patron.id), sites: sitesOf })
      .from(patron)
      .where(inArray(patron.id, patronIds)),
    read
      .select({ row: copy, materialKind: title.materialKind, titleRev: title.rev, siblingsFree })
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
  ] as const;

/** Who waits, what stands in the way, what is owed. */
const waitingAndOwing = (read: Reader, { patronIds, copyIds }: Scope) =>
  [
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
  ] as const;

/** The rules, and the calendars of the desk's site and of the loan's. */
function rulesAndDays(read: Reader, { copyIds, siteId, everySite }: Scope) {
  const loanSites = sql`(select site_id from loan where returned_at is null and copy_id in ${copyIds})`;
  const ofCalendars = (column: typeof closedRange.siteId | typeof term.siteId) =>
    everySite ? undefined : or(isNull(column), eq(column, siteId), inArray(column, loanSites));
  return [
    read.select().from(circulationRule),
    read
      .select()
      .from(site)
      .where(everySite ? undefined : or(eq(site.id, siteId), inArray(site.id, loanSites))),
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
    await read.batch([
      ...whoAndWhat(read, scope),
      ...waitingAndOwing(read, scope),
      ...rulesAndDays(read, scope),
    ]);
  const rows: WorldRows = {
    district: districtRow(districts[0]),
    patrons: patrons.map((found) => patronRow(found, scope.now)),
    copies: copies.map(copyRow),
    loans: loans.map(loanRow),
    holds: holds.map(holdRow),
    blocks: blocks.map(({ id, patronId, reason, until }) => ({ id, patronId, reason, until })),
    ledger: entries.map(ledgerRow),
    rules: rules.map(ruleRow),
    calendars: sites.map((row) => calendarRow(row, closed, terms)),
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

/** Rows about the queue of a title alone: its copies, who waits, and the calendars of all sites. */
export const loadQueueRows = (read: Reader, titleId: string, now: number) =>
  loadRows(read, {
    siteId: '',
    permissions: new Set(),
    now,
    everySite: true,
    patronIds: sql`(select id from patron where 0)`,
    copyIds: sql`(select id from copy where title_id = ${titleId})`,
  });
