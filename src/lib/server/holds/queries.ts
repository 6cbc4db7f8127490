import { and, asc, count, eq, gt, inArray, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Hold } from '$lib/contracts/holds';
import type { HoldFacts } from '$lib/domain/holds/types';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { hold } from '../db/schema/holds';
import { audit } from '../db/schema/operations';
import { patron } from '../db/schema/patrons';
import { site } from '../db/schema/sites';
import { cursorOf, iso, readCursor } from '../paging';

export const OPEN = ['pending', 'in-transit', 'ready'] as const;
const captured = alias(copy, 'captured');

/** Holds as they are shown; the caller says which and in what order. */
export const shownHolds = (read: Reader) =>
  read
    .select({
      row: hold,
      title: { id: title.id, title: title.title, author: title.author, language: title.language },
      pickupSite: site.name,
      capturedBarcode: captured.barcode,
      name: { givenName: patron.givenName, preferredName: patron.preferredName, surname: patron.surname },
    })
    .from(hold)
    .innerJoin(title, eq(title.id, hold.titleId))
    .innerJoin(site, eq(site.id, hold.pickupSiteId))
    .innerJoin(patron, eq(patron.id, hold.patronId))
    .leftJoin(captured, eq(captured.id, hold.capturedCopyId));

export type ShownHold = Awaited<ReturnType<typeof holdsOfPatron>>[number];

/** A stored hold for the rules that look at no groups. */
export const holdFacts = (row: typeof hold.$inferSelect): HoldFacts => ({
  ...row,
  patronLibraryGroupIds: [],
  assignedCopyId: row.capturedCopyId,
});

/** A hold as the API shows it; the name of who asked only where it is wanted. */
export const holdAnswer = (found: ShownHold, withName: boolean): Hold => ({
  id: found.row.id,
  patronId: found.row.patronId,
  ...(withName ? { patronName: displayName(found.name) } : {}),
  title: found.title,
  copyId: found.row.copyId,
  capturedBarcode: found.capturedBarcode,
  pickupSiteId: found.row.pickupSiteId,
  pickupSite: found.pickupSite,
  status: found.row.status,
  position: found.row.position,
  suspended: found.row.suspended,
  suspendedUntil: found.row.suspendedUntil,
  placedAt: iso(found.row.placedAt),
  neededFrom: found.row.neededFrom,
  neededTo: found.row.neededTo,
  pendingUntil: found.row.pendingUntil,
  readyUntil: found.row.readyUntil,
});

/** A patron's open holds, those that wait on the shelf first. */
export const holdsOfPatron = (read: Reader, patronId: string) =>
  shownHolds(read)
    .where(and(eq(hold.patronId, patronId), inArray(hold.status, [...OPEN])))
    .orderBy(asc(hold.readyUntil), asc(hold.placedAt));

/** Names of those who placed holds for others, by id. */
export async function placersOf(read: Reader, holds: readonly ShownHold[]): Promise<Map<string, string>> {
  const ids = holds.flatMap(({ row }) =>
    row.placedBy && row.placedBy !== row.patronId ? [row.placedBy] : [],
  );
  if (ids.length === 0) return new Map();
  const { id, givenName, preferredName, surname, username } = patron;
  const rows = await read
    .select({ id, givenName, preferredName, surname, username })
    .from(patron)
    .where(inArray(patron.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, displayName(row) || (row.username ?? '')]));
}

export const holdById = async (read: Reader, id: string) =>
  (await shownHolds(read).where(eq(hold.id, id)))[0];

/** These holds, over or not. */
export const holdsByIds = (read: Reader, ids: string[]) => shownHolds(read).where(inArray(hold.id, ids));

/** The open holds that these copies are set aside for. */
export const heldFor = (read: Reader, copyIds: string[]) =>
  shownHolds(read).where(and(inArray(hold.capturedCopyId, copyIds), inArray(hold.status, [...OPEN])));

/** The open holds of a title in order of their places. */
export const queueOfTitle = (read: Reader, titleId: string) =>
  shownHolds(read)
    .where(and(eq(hold.titleId, titleId), inArray(hold.status, [...OPEN])))
    .orderBy(asc(hold.position));

/** A title's revision, which every change of its queue moves; -1 where there is none. */
export async function titleRev(read: Reader, titleId: string): Promise<number> {
  const [row] = await read.select({ rev: title.rev }).from(title).where(eq(title.id, titleId));
  return row?.rev ?? -1;
}

export async function countOpenHolds(read: Reader, patronId: string): Promise<number> {
  const [row] = await read
    .select({ total: count() })
    .from(hold)
    .where(and(eq(hold.patronId, patronId), inArray(hold.status, [...OPEN])));
  return row?.total ?? 0;
}

/** Open holds by pick-up site and state, oldest request first. */
export async function listOpenHolds(
  read: Reader,
  query: {
    limit: number;
    cursor?: string | undefined;
    siteIds: string[];
    status?: (typeof OPEN)[number] | undefined;
  },
) {
  const wanted = and(
    inArray(hold.pickupSiteId, query.siteIds),
    query.status ? eq(hold.status, query.status) : inArray(hold.status, [...OPEN]),
  );
  const after = readCursor(query.cursor, 2);
  const rest = after
    ? or(
        gt(hold.placedAt, Number(after[0])),
        and(eq(hold.placedAt, Number(after[0])), gt(hold.id, String(after[1]))),
      )
    : undefined;
  const rows = await shownHolds(read)
    .where(and(wanted, rest))
    .orderBy(asc(hold.placedAt), asc(hold.id))
    .limit(query.limit + 1);
  const [counted] = await read.select({ total: count() }).from(hold).where(wanted);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1)?.row;
  return {
    items: items.map((row) => holdAnswer(row, true)),
    total: counted?.total ?? 0,
    ...(rows.length > query.limit && last ? { nextCursor: cursorOf(last.placedAt, last.id) } : {}),
  };
}

/** Titles with an open hold of which a day is over before `today` ('YYYY-MM-DD'). */
export async function titlesOfTheDay(read: Reader, today: string): Promise<string[]> {
  const rows = await read
    .selectDistinct({ titleId: hold.titleId })
    .from(hold)
    .where(
      and(
        inArray(hold.status, [...OPEN]),
        or(
          and(eq(hold.status, 'ready'), lt(hold.readyUntil, today)),
          and(eq(hold.status, 'pending'), or(lt(hold.pendingUntil, today), lt(hold.neededTo, today))),
          and(eq(hold.suspended, true), lt(hold.suspendedUntil, today)),
        ),
      ),
    )
    .orderBy(asc(hold.titleId));
  return rows.map(({ titleId }) => titleId);
}

/** What the audit knows of a hold, oldest first, with the person, copy and site that it names. */
export const eventRows = (read: Reader, holdId: string) =>
  read
    .select({
      row: audit,
      by: { givenName: patron.givenName, preferredName: patron.preferredName, surname: patron.surname },
      barcode: copy.barcode,
      site: site.name,
    })
    .from(audit)
    .leftJoin(patron, eq(patron.id, audit.actorId))
    .leftJoin(copy, eq(copy.id, sql`json_extract(${audit.details}, '$.copyId')`))
    .leftJoin(site, eq(site.id, sql`json_extract(${audit.details}, '$.siteId')`))
    .where(and(eq(audit.subjectId, holdId), eq(audit.subjectType, 'hold')))
    .orderBy(asc(audit.at), asc(audit.id));

export type EventRow = Awaited<ReturnType<typeof eventRows>>[number];
