import { and, asc, eq } from 'drizzle-orm';
import type { ImportProfile } from '$lib/contracts/imports';
import type { Reader } from '../db/client';
import { importProfile } from '../db/schema/imports';

export type ProfileRecord = typeof importProfile.$inferSelect;

const ofPatrons = eq(importProfile.kind, 'patrons');

export const profileAnswer = ({ id, name, kind, settings, ownerId, rev }: ProfileRecord): ImportProfile => ({
  id,
  name,
  kind,
  settings: settings as ImportProfile['settings'],
  ownerId,
  rev,
});

/** The profiles for patron files, by name. */
export const patronProfiles = (read: Reader): Promise<ProfileRecord[]> =>
  read.select().from(importProfile).where(ofPatrons).orderBy(asc(importProfile.name), asc(importProfile.id));

export const patronProfileById = async (read: Reader, id: string): Promise<ProfileRecord | undefined> =>
  (
    await read
      .select()
      .from(importProfile)
      .where(and(ofPatrons, eq(importProfile.id, id)))
  )[0];
