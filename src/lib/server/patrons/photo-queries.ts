import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { patron, patronPhoto } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';

/** The photo of a patron, if there is one. */
export const photoOf = async (read: Reader, patronId: string) =>
  (await read.select().from(patronPhoto).where(eq(patronPhoto.patronId, patronId)))[0];

const pointTo = (read: Reader, patronId: string, photoId: string | null, now: number): InStatement =>
  statement(
    read.update(patron).set({ photoId, updatedAt: now, rev: nextRev }).where(eq(patron.id, patronId)),
  );

const removeRow = (read: Reader, patronId: string): InStatement =>
  statement(read.delete(patronPhoto).where(eq(patronPhoto.patronId, patronId)));

/** Puts a photo in the place of the one before, of which nothing is kept. */
export const replacePhoto = (
  read: Reader,
  photo: { id: string; patronId: string; bytes: Uint8Array; now: number },
): InStatement[] => [
  removeRow(read, photo.patronId),
  statement(
    read.insert(patronPhoto).values({
      id: photo.id,
      patronId: photo.patronId,
      bytes: Buffer.from(photo.bytes),
      createdAt: photo.now,
    }),
  ),
  pointTo(read, photo.patronId, photo.id, photo.now),
];

export const removePhoto = (read: Reader, patronId: string, now: number): InStatement[] => [
  removeRow(read, patronId),
  pointTo(read, patronId, null, now),
];
