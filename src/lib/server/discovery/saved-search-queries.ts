import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { savedSearch } from '../db/schema/discovery';
import { nextRev, statement } from '../db/statement';

type SavedSearchRow = typeof savedSearch.$inferSelect;

const own = (patronId: string, id: string) => and(eq(savedSearch.id, id), eq(savedSearch.patronId, patronId));

export const searchesOf = (read: Reader, patronId: string) =>
  read
    .select()
    .from(savedSearch)
    .where(eq(savedSearch.patronId, patronId))
    .orderBy(sql`${savedSearch.name} collate nocase`, asc(savedSearch.id));

export const countSearches = async (read: Reader, patronId: string) =>
  (await read.select({ n: count() }).from(savedSearch).where(eq(savedSearch.patronId, patronId)))[0]?.n ?? 0;

export const ownSearch = async (read: Reader, patronId: string, id: string) =>
  (await read.select().from(savedSearch).where(own(patronId, id)))[0];

export const insertSearch = (read: Reader, row: Omit<SavedSearchRow, 'rev'>) =>
  statement(read.insert(savedSearch).values({ ...row, rev: nextRev }));

export const renameSearchRow = (read: Reader, id: string, name: string) =>
  statement(read.update(savedSearch).set({ name, rev: nextRev }).where(eq(savedSearch.id, id)));

export const deleteSearchRow = (read: Reader, id: string) =>
  statement(read.delete(savedSearch).where(eq(savedSearch.id, id)));
