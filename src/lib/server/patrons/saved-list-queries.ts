import { and, asc, count, eq, inArray, or, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { patronList, patronListMember } from '../db/schema/patron-lists';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';

export type SavedListRecord = typeof patronList.$inferSelect;

export const savedListById = async (read: Reader, id: string): Promise<SavedListRecord | undefined> =>
  (await read.select().from(patronList).where(eq(patronList.id, id)))[0];

/** The lists of somebody and those that others share, by name, with how many people were put on them. */
export const savedListsFor = (read: Reader, ownerId: string) =>
  read
    .select({
      row: patronList,
      members: sql<number>`(select count(*) from patron_list_member m where m.list_id = patron_list.id)`,
    })
    .from(patronList)
    .where(or(eq(patronList.ownerId, ownerId), eq(patronList.shared, true)))
    .orderBy(sql`${patronList.name} collate nocase`, asc(patronList.id));

export const countLists = async (read: Reader, ownerId: string): Promise<number> =>
  (await read.select({ lists: count() }).from(patronList).where(eq(patronList.ownerId, ownerId)))[0]?.lists ??
  0;

export const countMembers = async (read: Reader, listId: string): Promise<number> =>
  (
    await read.select({ members: count() }).from(patronListMember).where(eq(patronListMember.listId, listId))
  )[0]?.members ?? 0;

/** Which of these ids are on the list already. */
export const membersAmong = async (read: Reader, listId: string, ids: readonly string[]): Promise<string[]> =>
  (
    await read
      .select({ id: patronListMember.patronId })
      .from(patronListMember)
      .where(and(eq(patronListMember.listId, listId), inArray(patronListMember.patronId, [...ids])))
  ).map((row) => row.id);

/** Patrons by id or barcode, with their sites; generic accounts are not people. */
export async function peopleBy(read: Reader, column: 'id' | 'barcode', values: readonly string[]) {
  if (values.length === 0) return [];
  const rows = await read
    .select({
      id: patron.id,
      value: patron[column],
      siteIds: sql<string>`(select json_group_array(s.site_id) from patron_site s where s.patron_id = patron.id)`,
    })
    .from(patron)
    .where(and(inArray(patron[column], [...values]), eq(patron.kind, 'personal')));
  return rows.map((row) => ({
    id: row.id,
    value: row.value ?? '',
    siteIds: JSON.parse(row.siteIds) as string[],
  }));
}

export const insertList = (read: Reader, list: Omit<SavedListRecord, 'rev'>) =>
  statement(read.insert(patronList).values({ ...list, rev: nextRev }));

export const updateList = (read: Reader, id: string, change: { name: string; shared: boolean }) =>
  statement(
    read
      .update(patronList)
      .set({ ...change, rev: nextRev })
      .where(eq(patronList.id, id)),
  );

/** Its members go with it by the foreign key. */
export const deleteList = (read: Reader, id: string) =>
  statement(read.delete(patronList).where(eq(patronList.id, id)));

/** The same person twice is on the list once. */
export const insertMembers = (read: Reader, listId: string, ids: readonly string[], addedAt: number) =>
  statement(
    read
      .insert(patronListMember)
      .values(ids.map((patronId) => ({ listId, patronId, addedAt })))
      .onConflictDoNothing(),
  );

export const deleteMembers = (read: Reader, listId: string, ids: readonly string[]) =>
  statement(
    read
      .delete(patronListMember)
      .where(and(eq(patronListMember.listId, listId), inArray(patronListMember.patronId, [...ids]))),
  );
