import { and, asc, count, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { ON_ACCOUNT } from '$lib/contracts/fines';
import type { NoticeKind } from '$lib/domain/patrons/notice-recipients';
import { usernameKey } from '$lib/domain/patrons/username';
import type { Reader } from '../db/client';
import { accessLevelGrant } from '../db/schema/access';
import { device } from '../db/schema/auth';
import { copy } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import {
  patron,
  patronAccessLevel,
  patronBlock,
  patronContact,
  patronLibraryGroup,
  patronNote,
  patronSite,
} from '../db/schema/patrons';

export type PatronRecord = typeof patron.$inferSelect;
export type ContactRecord = Omit<typeof patronContact.$inferSelect, 'notices'> & {
  notices: NoticeKind[] | null;
};

export const patronById = async (read: Reader, id: string): Promise<PatronRecord | undefined> =>
  (await read.select().from(patron).where(eq(patron.id, id)))[0];

export const patronByBarcode = async (read: Reader, barcode: string): Promise<PatronRecord | undefined> =>
  (await read.select().from(patron).where(eq(patron.barcode, barcode)))[0];

/** What belongs to a patron besides its own row. */
export interface PatronParts {
  siteIds: string[];
  libraryGroupIds: string[];
  accessLevelIds: string[];
  contacts: ContactRecord[];
}

/** @returns ids in a stable order. */
export async function partsOf(read: Reader, patronId: string): Promise<PatronParts> {
  const [sites, groups, levels, contacts] = await read.batch([
    read.select().from(patronSite).where(eq(patronSite.patronId, patronId)).orderBy(asc(patronSite.siteId)),
    read.select().from(patronLibraryGroup).where(eq(patronLibraryGroup.patronId, patronId)),
    read.select().from(patronAccessLevel).where(eq(patronAccessLevel.patronId, patronId)),
    read
      .select()
      .from(patronContact)
      .where(eq(patronContact.patronId, patronId))
      .orderBy(asc(patronContact.id)),
  ]);
  return {
    siteIds: sites.map((row) => row.siteId),
    libraryGroupIds: groups.map((row) => row.libraryGroupId).sort(),
    accessLevelIds: levels.map((row) => row.accessLevelId).sort(),
    // Only kinds that the contract knows are ever stored.
    contacts: contacts as ContactRecord[],
  };
}

/** Counts of what a patron has, as plain facts; who may see them is decided elsewhere. */
export async function standingOf(read: Reader, patronId: string, now: number, today: string) {
  const [loans, holds, money, blocks, notes] = await read.batch([
    read
      .select({ out: count(), overdue: sql<number>`coalesce(sum(${loan.dueAt} < ${now}), 0)` })
      .from(loan)
      .where(and(eq(loan.patronId, patronId), isNull(loan.returnedAt), eq(loan.status, 'open'))),
    read
      .select({ holds: count() })
      .from(hold)
      .where(and(eq(hold.patronId, patronId), isNull(hold.closedAt))),
    read
      .select({
        balance: sql<number>`coalesce(sum(${fineEntry.amount}), 0)`,
        credit: sql<number>`coalesce(sum(${fineEntry.amount}) filter (where ${fineEntry.type} = 'refund' and ${fineEntry.method} = ${ON_ACCOUNT}), 0)`,
      })
      .from(fineEntry)
      .where(eq(fineEntry.patronId, patronId)),
    read
      .select({ blocks: count() })
      .from(patronBlock)
      .where(
        and(
          eq(patronBlock.patronId, patronId),
          isNull(patronBlock.liftedAt),
          sql`(${patronBlock.until} is null or ${patronBlock.until} >= ${today})`,
        ),
      ),
    read
      .select({ notes: count(), hidden: sql<number>`coalesce(sum(${patronNote.hidden}), 0)` })
      .from(patronNote)
      .where(eq(patronNote.patronId, patronId)),
  ]);
  return {
    out: loans[0]?.out ?? 0,
    overdue: loans[0]?.overdue ?? 0,
    holds: holds[0]?.holds ?? 0,
    balance: money[0]?.balance ?? 0,
    credit: money[0]?.credit ?? 0,
    blocks: blocks[0]?.blocks ?? 0,
    notes: notes[0]?.notes ?? 0,
    hiddenNotes: notes[0]?.hidden ?? 0,
  };
}

/** Values that only one patron of the district may have, and which of them are somebody else's already. */
export async function takenValues(
  read: Reader,
  wanted: { username: string; barcode: string | null; adminSystemId: string | null; publicSearch: boolean },
  exceptId: string,
) {
  const others = ne(patron.id, exceptId);
  const isThere = async (condition: ReturnType<typeof eq>) =>
    (await read.select({ id: patron.id }).from(patron).where(and(others, condition)).limit(1)).length > 0;
  return {
    username: await isThere(eq(patron.usernameKey, usernameKey(wanted.username))),
    barcode: wanted.barcode !== null && (await isThere(eq(patron.barcode, wanted.barcode))),
    adminSystemId:
      wanted.adminSystemId !== null && (await isThere(eq(patron.adminSystemId, wanted.adminSystemId))),
    publicSearch: wanted.publicSearch && (await isThere(eq(patron.publicSearch, true))),
  };
}

export const isCopyBarcode = async (read: Reader, barcode: string): Promise<boolean> =>
  (await read.select({ id: copy.id }).from(copy).where(eq(copy.barcode, barcode)).limit(1)).length > 0;

/** Enabled people who can sign in by password and may manage access levels today. */
export async function administratorIds(read: Reader, today: string): Promise<Set<string>> {
  const rows = await read
    .selectDistinct({ id: patron.id })
    .from(patron)
    .innerJoin(patronAccessLevel, eq(patronAccessLevel.patronId, patron.id))
    .innerJoin(accessLevelGrant, eq(accessLevelGrant.accessLevelId, patronAccessLevel.accessLevelId))
    .where(
      and(
        eq(accessLevelGrant.permission, 'accessLevels.manage'),
        eq(patron.kind, 'personal'),
        eq(patron.enabled, true),
        eq(patron.singleSignOn, false),
        isNotNull(patron.passwordHash),
        sql`(${patron.until} is null or ${patron.until} >= ${today})`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** How many of them there are besides this one. */
export async function otherAdministrators(read: Reader, exceptId: string, today: string): Promise<number> {
  const ids = await administratorIds(read, today);
  ids.delete(exceptId);
  return ids.size;
}

/** Search stations that are bound to this generic account and not revoked. */
export async function enrolledKiosks(read: Reader, patronId: string): Promise<number> {
  const [row] = await read
    .select({ kiosks: count() })
    .from(device)
    .where(and(eq(device.genericPatronId, patronId), isNull(device.revokedAt)));
  return row?.kiosks ?? 0;
}

/** Loans that are not over, whatever their status: also lost and claimed returned. */
export async function loansNotOver(read: Reader, patronId: string): Promise<number> {
  const [row] = await read
    .select({ loans: count() })
    .from(loan)
    .where(and(eq(loan.patronId, patronId), isNull(loan.returnedAt)));
  return row?.loans ?? 0;
}

export const namesOf = (read: Reader, ids: string[]) =>
  read
    .select({
      id: patron.id,
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
    })
    .from(patron)
    .where(inArray(patron.id, ids));
