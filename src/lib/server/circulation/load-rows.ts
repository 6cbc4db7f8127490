import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { WorldRows } from '$lib/domain/circulation/rows';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import type { Reader } from '../db/client';
import { stampOf } from '../db/kept';
import { preparedQueries } from '../db/prepared';
import { copy, title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { patron, patronBlock, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { overdueCharged } from '../fines/queries';
import { rulesAndDays } from './rules-and-days';
import { copyRow, holdRow, ledgerRow, loanRow, patronRow } from './world-rows';

/** What a decision is about, as subqueries that each give ids. */
interface Scope {
  patronIds: SQL;
  copyIds: SQL;
}

/** Where it is decided, and for whom. */
interface Desk {
  siteId: string;
  permissions: ReadonlySet<PermissionId>;
  /** Instant, ms: ages are reckoned from it. */
  now: number;
}

const OPEN_HOLDS = ['pending', 'in-transit', 'ready'] as const;

const groupsOf = (patronId: SQL | typeof patron.id | typeof hold.patronId) =>
  sql<string>`(select json_group_array(${patronLibraryGroup.libraryGroupId}) from ${patronLibraryGroup} where ${patronLibraryGroup.patronId} = ${patronId})`;

const sitesOf = sql<string>`(select json_group_array(${patronSite.siteId}) from ${patronSite} where ${patronSite.patronId} = ${patron.id})`;

/** When the other copies of the title are free: '' now, else the day on which they are due. */
const siblingsFree = sql<string>`(select json_group_array(coalesce(l.due_on, '')) from copy o
  left join loan l on l.copy_id = o.id and l.returned_at is null and l.status = 'open'
  where o.title_id = ${copy.titleId} and o.id <> ${copy.id} and (o.status = 'available' or l.id is not null))`;

/** The patron, the copy, and the loans of both. */
const whoAndWhat = (read: Reader, { patronIds, copyIds }: Scope) =>
  [
    stampOf(read, 'settings'),
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

/** Of these patrons, and for the loss of these copies. Each half by its own index: with `or` every entry is looked at. */
const entriesOf = (patronIds: SQL, copyIds: SQL) => sql`(
  select e.id from ${fineEntry} e where e.patron_id in ${patronIds}
  union select e.id from ${fine} f join ${fineEntry} e on e.fine_id = f.id
  where f.copy_id in ${copyIds} and f.kind in ('lost', 'processing'))`;

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
      .where(inArray(fineEntry.id, entriesOf(patronIds, copyIds))),
  ] as const;

/** The rows of a decision, with the revisions that guard it. */
export interface LoadedRows {
  rows: WorldRows;
  /** Revisions of the titles whose queues were read. */
  titleRevs: Map<string, number>;
}

/** What a decision needs besides the settings, in one round trip and one consistent view. */
const rowsOf = (scope: Scope) =>
  preparedQueries((read) => [...whoAndWhat(read, scope), ...waitingAndOwing(read, scope)] as const);

async function loadRows(
  read: Reader,
  ask: ReturnType<typeof rowsOf>,
  request: Record<string, string>,
  desk: Desk,
): Promise<LoadedRows> {
  const [[stamp], patrons, copies, loans, holds, blocks, entries] = await ask(read, request);
  const { district, rules, calendars } = await rulesAndDays(read, stamp?.value);
  const rows: WorldRows = {
    district,
    patrons: patrons.map((found) => patronRow(found, desk.now)),
    copies: copies.map(copyRow),
    loans: loans.map(loanRow),
    holds: holds.map(holdRow),
    blocks: blocks.map(({ id, patronId, reason, until }) => ({ id, patronId, reason, until })),
    ledger: entries.map(ledgerRow),
    rules,
    calendars,
    permissions: [...desk.permissions],
  };
  return { rows, titleRevs: new Map(copies.map(({ row, titleRev }) => [row.titleId, titleRev])) };
}

const asked = (name: string) => sql.placeholder(name);
const copyOfBarcode = sql`(select id from copy where barcode = ${asked('copyBarcode')})`;
const noCopies = sql`(select id from copy where 0)`;

const ofLoan = (loans: SQL): Scope => ({
  patronIds: sql`(select patron_id from ${loans})`,
  copyIds: sql`(select copy_id from ${loans})`,
});

const checkoutRows = rowsOf({
  patronIds: sql`(select id from patron where barcode = ${asked('patronBarcode')})`,
  copyIds: copyOfBarcode,
});
const simulationRows = rowsOf({ patronIds: sql`(select ${asked('patronId')})`, copyIds: copyOfBarcode });
/** With who fetches it for the patron. */
const collectedRows = rowsOf({
  patronIds: sql`(select id from patron where barcode = ${asked('patronBarcode')} union select ${asked('collectedById')})`,
  copyIds: copyOfBarcode,
});
const checkinRows = rowsOf({
  copyIds: copyOfBarcode,
  patronIds: sql`(select patron_id from loan where returned_at is null and copy_id in ${copyOfBarcode})`,
});
const loanRows = rowsOf(ofLoan(sql`loan where id = ${asked('loanId')} and returned_at is null`));
const loanOfCopyRows = rowsOf(ofLoan(sql`loan where returned_at is null and copy_id = ${copyOfBarcode}`));
const patronRows = rowsOf({ patronIds: sql`(select ${asked('patronId')})`, copyIds: noCopies });
const copiesOfTitle = sql`(select id from copy where title_id = ${asked('titleId')})`;
const holdRows = rowsOf({ patronIds: sql`(select ${asked('patronId')})`, copyIds: copiesOfTitle });
const queueRows = rowsOf({
  patronIds: sql`(select id from patron where 0)`,
  copyIds: copiesOfTitle,
});

export const loadCheckoutRows = (
  read: Reader,
  asks: { patronBarcode: string; copyBarcode: string; collectedById?: string },
  desk: Desk,
) => {
  const { patronBarcode, copyBarcode, collectedById } = asks;
  if (collectedById === undefined) return loadRows(read, checkoutRows, { patronBarcode, copyBarcode }, desk);
  return loadRows(read, collectedRows, { patronBarcode, copyBarcode, collectedById }, desk);
};

/** Rows for a checkout or renewal that is only thought of: the patron is named, not scanned. */
export const loadSimulationRows = (
  read: Reader,
  { patronId, copyBarcode }: { patronId: string; copyBarcode: string },
  desk: Desk,
) => loadRows(read, simulationRows, { patronId, copyBarcode }, desk);

export const loadRenewalRows = (
  read: Reader,
  { loanId, copyBarcode = '' }: { loanId?: string; copyBarcode?: string },
  desk: Desk,
) =>
  loanId ? loadRows(read, loanRows, { loanId }, desk) : loadRows(read, loanOfCopyRows, { copyBarcode }, desk);

export const loadCheckinRows = (read: Reader, { copyBarcode }: { copyBarcode: string }, desk: Desk) =>
  loadRows(read, checkinRows, { copyBarcode }, desk);

/** Rows about one patron alone, for their blocks and limits. */
export const loadPatronRows = (read: Reader, patronId: string, desk: Desk) =>
  loadRows(read, patronRows, { patronId }, desk);

/** Rows for a request by a patron for a title: all its copies and its queue. */
export const loadHoldRows = (
  read: Reader,
  { patronId, titleId }: { patronId: string; titleId: string },
  desk: Desk,
) => loadRows(read, holdRows, { patronId, titleId }, desk);

/** Rows about the queue of a title alone: its copies, who waits, and the calendars of all sites. */
export const loadQueueRows = (read: Reader, titleId: string, now: number) =>
  loadRows(read, queueRows, { titleId }, { siteId: '', permissions: new Set(), now });
