import { eq } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { patron } from '../db/schema/patrons';

export type PatronRecord = typeof patron.$inferSelect;

export const patronById = async (read: Reader, id: string): Promise<PatronRecord | undefined> =>
  (await read.select().from(patron).where(eq(patron.id, id)))[0];
