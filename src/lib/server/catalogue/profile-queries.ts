import { asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { titleImportProfile } from '../db/schema/cataloguing';
import { nextRev, statement } from '../db/statement';

type Profile = typeof titleImportProfile.$inferSelect;

export const allProfiles = (read: Reader): Promise<Profile[]> =>
  read.select().from(titleImportProfile).orderBy(asc(titleImportProfile.name));

export const profileById = async (read: Reader, id: string): Promise<Profile | undefined> =>
  (await read.select().from(titleImportProfile).where(eq(titleImportProfile.id, id)))[0];

export const newProfileStatement = (read: Reader, profile: Omit<Profile, 'rev'>) =>
  statement(read.insert(titleImportProfile).values({ ...profile, rev: nextRev }));

export const changedProfileStatement = (read: Reader, { id, ...values }: Omit<Profile, 'rev'>) =>
  statement(
    read
      .update(titleImportProfile)
      .set({ ...values, rev: nextRev })
      .where(eq(titleImportProfile.id, id)),
  );

export const removedProfileStatement = (read: Reader, id: string) =>
  statement(read.delete(titleImportProfile).where(eq(titleImportProfile.id, id)));
