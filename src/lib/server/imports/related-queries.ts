import { and, eq, inArray, ne } from 'drizzle-orm';
import type { StoredContact } from '$lib/domain/imports/related-contacts';
import type { NoticeKind } from '$lib/domain/patrons/notice-recipients';
import { usernameKey } from '$lib/domain/patrons/username';
import { chunksOf } from '../batch/people-queries';
import type { Reader } from '../db/client';
import {
  patron,
  patronAccessLevel,
  patronContact,
  patronLibraryGroup,
  patronPhoto,
  patronSite,
} from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';

/** A statement takes so many ids. */
const IDS = 500;

/** The contacts of these patrons, in the order of the form. */
export async function contactsOf(read: Reader, patronIds: readonly string[]) {
  const found = new Map<string, StoredContact[]>();
  for (const some of chunksOf(patronIds, IDS)) {
    const rows = await read
      .select()
      .from(patronContact)
      .where(inArray(patronContact.patronId, some))
      .orderBy(patronContact.id);
    for (const { patronId, notices, ...contact } of rows)
      // Only kinds that the contract knows are ever stored.
      found.set(patronId, [
        ...(found.get(patronId) ?? []),
        { ...contact, notices: notices as NoticeKind[] | null },
      ]);
  }
  return (patronId: string): readonly StoredContact[] => found.get(patronId) ?? [];
}

/** Marks somebody as changed, so that every device and every open form hears of it. */
export const touchPatron = (read: Reader, patronId: string, now: number) =>
  statement(read.update(patron).set({ updatedAt: now, rev: nextRev }).where(eq(patron.id, patronId)));

/** People who have one of these groups. */
export async function groupMembers(read: Reader, groupIds: readonly string[]): Promise<string[]> {
  const rows = await read
    .selectDistinct({ id: patronLibraryGroup.patronId })
    .from(patronLibraryGroup)
    .where(inArray(patronLibraryGroup.libraryGroupId, [...groupIds]));
  return rows.map(({ id }) => id);
}

/** People who have one of these access levels. */
export async function levelMembers(read: Reader, levelIds: readonly string[]): Promise<string[]> {
  const rows = await read
    .selectDistinct({ id: patronAccessLevel.patronId })
    .from(patronAccessLevel)
    .where(inArray(patronAccessLevel.accessLevelId, [...levelIds]));
  return rows.map(({ id }) => id);
}

/** Enabled staff by site, username folded. */
export async function staffByUsername(read: Reader, usernames: readonly string[]) {
  const found = new Map<string, string>();
  const keys = [...new Set(usernames.map(usernameKey))];
  for (const some of chunksOf(keys, IDS)) {
    const rows = await read
      .select({ id: patron.id, key: patron.usernameKey, siteId: patronSite.siteId })
      .from(patron)
      .innerJoin(patronSite, eq(patronSite.patronId, patron.id))
      .where(
        and(
          inArray(patron.usernameKey, some),
          eq(patron.staffMember, true),
          eq(patron.enabled, true),
          ne(patron.kind, 'generic'),
        ),
      );
    for (const { id, key, siteId } of rows) found.set(`${siteId} ${key}`, id);
  }
  return (username: string, siteId: string) => found.get(`${siteId} ${usernameKey(username)}`) ?? null;
}

/** Everybody with an administration system's id. */
export const systemIds = (read: Reader) =>
  read
    .select({ id: patron.id, systemId: patron.adminSystemId })
    .from(patron)
    .where(ne(patron.adminSystemId, ''));

/** The bytes of somebody's photo, if there is one. */
export async function photoBytes(read: Reader, patronId: string): Promise<Uint8Array | undefined> {
  const [row] = await read
    .select({ bytes: patronPhoto.bytes })
    .from(patronPhoto)
    .where(eq(patronPhoto.patronId, patronId));
  return row?.bytes;
}
