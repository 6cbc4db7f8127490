import { asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { lookupSource } from '../db/schema/cataloguing';
import { nextRev, statement } from '../db/statement';

export type SourceRow = typeof lookupSource.$inferSelect;

/** In the order in which they are asked. */
export const allSources = (read: Reader): Promise<SourceRow[]> =>
  read.select().from(lookupSource).orderBy(asc(lookupSource.position), asc(lookupSource.name));

export const sourceById = async (read: Reader, id: string): Promise<SourceRow | undefined> =>
  (await read.select().from(lookupSource).where(eq(lookupSource.id, id)))[0];

export const newSourceStatement = (read: Reader, source: Omit<SourceRow, 'rev'>) =>
  statement(read.insert(lookupSource).values({ ...source, rev: nextRev }));

export const changedSourceStatement = (read: Reader, { id, ...values }: Omit<SourceRow, 'rev'>) =>
  statement(
    read
      .update(lookupSource)
      .set({ ...values, rev: nextRev })
      .where(eq(lookupSource.id, id)),
  );

export const removedSourceStatement = (read: Reader, id: string) =>
  statement(read.delete(lookupSource).where(eq(lookupSource.id, id)));
