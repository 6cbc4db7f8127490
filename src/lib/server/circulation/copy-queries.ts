import { and, asc, desc, eq, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Sought } from '$lib/contracts/copies';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { audit } from '../db/schema/operations';
import { patron } from '../db/schema/patrons';
import { site } from '../db/schema/sites';
import { stocktake } from '../db/schema/stocktakes';
import { cursorOf, readCursor } from '../paging';

/** A copy with the state of its open loan and the revision of its title. */
export const copyById = async (read: Reader, id: string) =>
  (
    await read
      .select({ copy, titleRev: title.rev, loan: { id: loan.id, status: loan.status } })
      .from(copy)
      .innerJoin(title, eq(title.id, copy.titleId))
      .leftJoin(loan, and(eq(loan.copyId, copy.id), isNull(loan.returnedAt)))
      .where(eq(copy.id, id))
  )[0];

/** The loan with its copy, for what its borrower says of it. */
export const loanWithCopy = async (read: Reader, id: string) =>
  (
    await read
      .select({ loan, copy })
      .from(loan)
      .innerJoin(copy, eq(copy.id, loan.copyId))
      .where(and(eq(loan.id, id), isNull(loan.returnedAt)))
  )[0];

/** How a scope of `domain/circulation/shelf-scope` reads in SQL, for a copy and its title. */
export const inShelfScope = (scope: SQL | typeof stocktake.scope): SQL => {
  const number = sql`upper(trim(coalesce(${copy.callNumber}, ${title.callNumber}, '')))`;
  const from = sql`upper(trim(json_extract(${scope}, '$.from')))`;
  const to = sql`upper(trim(json_extract(${scope}, '$.to')))`;
  return sql`case json_extract(${scope}, '$.kind')
    when 'all' then 1
    when 'shelves' then ${copy.shelf} in (select value from json_each(${scope}, '$.shelves'))
    else ${number} <> '' and ${number} >= ${from} and (${to} = '' or ${number} <= ${to} or substr(${number}, 1, length(${to})) = ${to})
  end`;
};

/** On its way for longer than this, a copy is looked for. */
const LONG_ON_THE_WAY_MS = 7 * 86_400_000;

/** The last count of the copy's site that was closed did not see it, nor has anybody since. */
const unseen = sql`exists (select 1 from ${stocktake} where ${stocktake.siteId} = ${copy.atSiteId}
  and ${stocktake.status} = 'closed'
  and ${stocktake.closedAt} = (select max(s.closed_at) from stocktake s where s.site_id = ${copy.atSiteId} and s.status = 'closed')
  and ${copy.createdAt} < ${stocktake.startedAt} and coalesce(${copy.lastSeenAt}, 0) < ${stocktake.startedAt}
  and ${inShelfScope(stocktake.scope)})`;

const wanted = (list: Sought, now: number): SQL | undefined =>
  ({
    missing: eq(copy.status, 'missing'),
    lost: eq(copy.status, 'lost'),
    claimed: eq(copy.status, 'claimed-returned'),
    transit: and(eq(copy.status, 'in-transit'), lt(copy.statusChangedAt, now - LONG_ON_THE_WAY_MS)),
    unseen: and(eq(copy.status, 'available'), unseen),
  })[list];

/** What has no place comes last. */
const LAST = '\uFFFF';
const shelfKey = sql<string>`lower(coalesce(nullif(${copy.shelf}, ''), ${LAST}))`;
const numberKey = sql<string>`lower(coalesce(nullif(coalesce(${copy.callNumber}, ${title.callNumber}), ''), ${LAST}))`;

export interface SoughtQuestion {
  list: Sought;
  siteIds: string[];
  now: number;
  limit: number;
  cursor?: string | undefined;
}

/** Copies that are looked for, along the shelves of their sites; one more than the limit tells that there are more. */
export async function soughtCopies(read: Reader, question: SoughtQuestion) {
  const after = readCursor(question.cursor, 4);
  const keys = sql`(${site.name}, ${shelfKey}, ${numberKey}, ${copy.barcode})`;
  const where = and(wanted(question.list, question.now), inArray(copy.atSiteId, question.siteIds));
  const rows = await read
    .select({
      copy,
      title: { id: title.id, title: title.title, author: title.author, language: title.language },
      titleCallNumber: title.callNumber,
      site: site.name,
      loan: loan.status,
      shelfKey,
      numberKey,
    })
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .innerJoin(site, eq(site.id, copy.atSiteId))
    .leftJoin(loan, and(eq(loan.copyId, copy.id), isNull(loan.returnedAt)))
    .where(and(where, after && sql`${keys} > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})`))
    .orderBy(asc(site.name), asc(shelfKey), asc(numberKey), asc(copy.barcode))
    .limit(question.limit + 1);
  const [counted] = await read
    .select({ total: sql<number>`count(*)` })
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .where(where);
  const items = rows.slice(0, question.limit);
  const last = items.at(-1);
  const next =
    rows.length > question.limit && last
      ? { nextCursor: cursorOf(last.site, last.shelfKey, last.numberKey, last.copy.barcode) }
      : {};
  return { items, total: counted?.total ?? 0, ...next };
}

export type SoughtRow = Awaited<ReturnType<typeof soughtCopies>>['items'][number];

/** What the audit knows of a copy and of its loans, newest first, with the person and the site that it names. */
export const copyEventRows = (read: Reader, copyId: string, limit: number) =>
  read
    .select({
      row: audit,
      by: { givenName: patron.givenName, preferredName: patron.preferredName, surname: patron.surname },
      borrowerId: loan.patronId,
      site: site.name,
    })
    .from(audit)
    .leftJoin(loan, eq(loan.id, audit.subjectId))
    .leftJoin(patron, eq(patron.id, audit.actorId))
    .leftJoin(site, eq(site.id, sql`json_extract(${audit.details}, '$.siteId')`))
    .where(
      or(
        eq(audit.subjectId, copyId),
        inArray(audit.subjectId, read.select({ id: loan.id }).from(loan).where(eq(loan.copyId, copyId))),
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit);

export type CopyEventRow = Awaited<ReturnType<typeof copyEventRows>>[number];
