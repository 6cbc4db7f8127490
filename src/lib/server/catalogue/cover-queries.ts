import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { title } from '../db/schema/catalogue';
import { titleCover } from '../db/schema/cataloguing';
import { nextRev, statement } from '../db/statement';

/** The picture of a title, if there is one. */
export const coverOfTitle = async (read: Reader, titleId: string) =>
  (await read.select().from(titleCover).where(eq(titleCover.titleId, titleId)))[0];

const pointTo = (read: Reader, titleId: string, coverId: string | null, now: number): InStatement =>
  statement(read.update(title).set({ coverId, updatedAt: now, rev: nextRev }).where(eq(title.id, titleId)));

const removeRow = (read: Reader, titleId: string): InStatement =>
  statement(read.delete(titleCover).where(eq(titleCover.titleId, titleId)));

/** Puts a picture in the place of the one before, of which nothing is kept. */
export const replaceCover = (
  read: Reader,
  cover: { id: string; titleId: string; bytes: Uint8Array; now: number },
): InStatement[] => [
  removeRow(read, cover.titleId),
  statement(
    read.insert(titleCover).values({
      id: cover.id,
      titleId: cover.titleId,
      bytes: Buffer.from(cover.bytes),
      createdAt: cover.now,
    }),
  ),
  pointTo(read, cover.titleId, cover.id, cover.now),
];

export const removeCover = (read: Reader, titleId: string, now: number): InStatement[] => [
  removeRow(read, titleId),
  pointTo(read, titleId, null, now),
];
