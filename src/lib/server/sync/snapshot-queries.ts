import { and, asc, eq, exists, gt, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { circulationType, copy, title } from '../db/schema/catalogue';
import { circulationRule, loan } from '../db/schema/circulation';
import { fine, fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { libraryGroup, patron, patronBlock, patronLibraryGroup, patronSite } from '../db/schema/patrons';
import { closedRange, counter, district, site, term } from '../db/schema/sites';
import { overdueCharged } from '../fines/queries';

/** Which rows a page is made of: those of the site, changed after `since`, in order of their ids. */
export interface Window {
  siteId: string;
  /** -1 takes everything. */
  since: number;
  afterId: string;
  limit: number;
}

const OPEN_HOLDS = ['pending', 'in-transit', 'ready'] as const;

/** The revision of the database right now. */
export async function currentRev(read: Reader): Promise<number> {
  const [row] = await read.select({ value: counter.value }).from(counter).where(eq(counter.name, 'rev'));
  return row?.value ?? 0;
}

/** The small tables that every page's beginning carries whole. */
export const headRows = (read: Reader, siteId: string) =>
  read.batch([
    read.select().from(district),
    read.select().from(site).orderBy(asc(site.code)),
    read.select({ id: libraryGroup.id, name: libraryGroup.name }).from(libraryGroup),
    read.select({ id: circulationType.id, name: circulationType.name }).from(circulationType),
    read.select().from(circulationRule).orderBy(asc(circulationRule.number)),
    read.select().from(closedRange).orderBy(asc(closedRange.fromOn)),
    read.select().from(term).orderBy(asc(term.fromOn)),
    read
      .select({
        id: patronBlock.id,
        patronId: patronBlock.patronId,
        reason: patronBlock.reason,
        until: patronBlock.until,
      })
      .from(patronBlock)
      .where(and(isNull(patronBlock.liftedAt), isOfSite(patronBlock.patronId, siteId))),
  ]);

const isOfSite = (patronId: typeof patronBlock.patronId | typeof loan.patronId, siteId: string): SQL =>
  sql`exists (select 1 from ${patronSite} where ${patronSite.patronId} = ${patronId} and ${patronSite.siteId} = ${siteId})`;

const groupsOf = (patronId: SQL | typeof patron.id | typeof hold.patronId) =>
  sql<string>`(select json_group_array(${patronLibraryGroup.libraryGroupId}) from ${patronLibraryGroup} where ${patronLibraryGroup.patronId} = ${patronId})`;

const sitesOf = sql<string>`(select json_group_array(${patronSite.siteId}) from ${patronSite} where ${patronSite.patronId} = ${patron.id})`;

/** Patrons, with `here` false for those that are not of the site (any more). */
export const patronWindow = (read: Reader, { siteId, since, afterId, limit }: Window) => {
  const here = sql<number>`exists (select 1 from ${patronSite} where ${patronSite.patronId} = ${patron.id} and ${patronSite.siteId} = ${siteId})`;
  return read
    .select({
      id: patron.id,
      kind: patron.kind,
      barcode: patron.barcode,
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
      username: patron.username,
      formClass: patron.formClass,
      cohort: patron.cohort,
      enabled: patron.enabled,
      until: patron.until,
      isStudent: patron.student,
      isStaff: patron.staffMember,
      birthYear: patron.birthYear,
      rev: patron.rev,
      groups: groupsOf(patron.id),
      sites: sitesOf,
      here,
    })
    .from(patron)
    .where(and(gt(patron.id, afterId), gt(patron.rev, since), since < 0 ? here : undefined))
    .orderBy(asc(patron.id))
    .limit(limit);
};

const copyHere = (siteId: string) => or(eq(copy.ownerSiteId, siteId), eq(copy.atSiteId, siteId));

/** Copies that the site owns or has, with `here` false for those that it neither owns nor has (any more). */
export const copyWindow = (read: Reader, { siteId, since, afterId, limit }: Window) =>
  read
    .select({
      row: copy,
      title: { title: title.title, author: title.author, language: title.language },
      titleCallNumber: title.callNumber,
      materialKind: title.materialKind,
      here: sql<number>`${copy.ownerSiteId} = ${siteId} or ${copy.atSiteId} = ${siteId}`,
    })
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .where(
      and(
        gt(copy.id, afterId),
        or(gt(copy.rev, since), gt(title.rev, since)),
        since < 0 ? copyHere(siteId) : undefined,
      ),
    )
    .orderBy(asc(copy.id))
    .limit(limit);

/** Loans of the site's patrons or copies; with `since` the returned ones too, so that they can be taken away. */
export const loanWindow = (read: Reader, { siteId, since, afterId, limit }: Window) =>
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
      and(
        gt(loan.id, afterId),
        since < 0 ? isNull(loan.returnedAt) : gt(loan.rev, since),
        or(copyHere(siteId), isOfSite(loan.patronId, siteId)),
      ),
    )
    .orderBy(asc(loan.id))
    .limit(limit);

/** Holds on titles of which the site has a copy; with `since` the ended ones too. */
export const holdWindow = (read: Reader, { siteId, since, afterId, limit }: Window) =>
  read
    .select({ row: hold, groups: groupsOf(hold.patronId) })
    .from(hold)
    .where(
      and(
        gt(hold.id, afterId),
        since < 0 ? inArray(hold.status, [...OPEN_HOLDS]) : gt(hold.rev, since),
        or(
          eq(hold.pickupSiteId, siteId),
          exists(
            read
              .select({ one: sql`1` })
              .from(copy)
              .where(and(eq(copy.titleId, hold.titleId), copyHere(siteId))),
          ),
        ),
      ),
    )
    .orderBy(asc(hold.id))
    .limit(limit);

/** The entries of what the site's patrons still owe, and of what was charged for copies that are lost now. */
export const ledgerWindow = (read: Reader, { siteId, afterId, limit }: Omit<Window, 'since'>) => {
  const unsettled = sql`(select coalesce(sum(e.amount), 0) from fine_entry e where e.fine_id = ${fine.id}) <> 0`;
  const ofLost = and(inArray(fine.kind, ['lost', 'processing']), eq(copy.status, 'lost'));
  return read
    .select({
      id: fineEntry.id,
      fineId: fineEntry.fineId,
      patronId: fineEntry.patronId,
      loanId: fine.loanId,
      copyId: fine.copyId,
      type: fine.kind,
      kind: fineEntry.type,
      amount: fineEntry.amount,
      at: fineEntry.at,
    })
    .from(fineEntry)
    .innerJoin(fine, eq(fine.id, fineEntry.fineId))
    .leftJoin(copy, eq(copy.id, fine.copyId))
    .where(
      and(
        gt(fineEntry.id, afterId),
        ne(fineEntry.amount, 0),
        or(and(unsettled, isOfFineSite(siteId)), ofLost),
      ),
    )
    .orderBy(asc(fineEntry.id))
    .limit(limit);
};

const isOfFineSite = (siteId: string) =>
  sql`exists (select 1 from ${patronSite} where ${patronSite.patronId} = ${fineEntry.patronId} and ${patronSite.siteId} = ${siteId})`;
