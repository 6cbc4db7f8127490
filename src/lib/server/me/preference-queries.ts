import { and, eq } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { preference } from '../db/schema/patron-lists';
import { statement } from '../db/statement';

/** How somebody likes a screen; an empty object where nothing was kept. */
export const preferenceOf = async (
  read: Reader,
  patronId: string,
  key: string,
): Promise<Record<string, unknown>> =>
  (
    await read
      .select({ value: preference.value })
      .from(preference)
      .where(and(eq(preference.patronId, patronId), eq(preference.key, key)))
  )[0]?.value ?? {};

export const keepPreference = (read: Reader, patronId: string, key: string, value: Record<string, unknown>) =>
  statement(
    read
      .insert(preference)
      .values({ patronId, key, value })
      .onConflictDoUpdate({ target: [preference.patronId, preference.key], set: { value } }),
  );
