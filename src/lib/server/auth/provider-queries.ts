import { and, asc, count, eq, lte, sql, type SQL } from 'drizzle-orm';
import type { MatchField } from '$lib/domain/single-sign-on/provider';
import type { Reader } from '../db/client';
import { signInAttempt, signInProvider } from '../db/schema/auth';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';

export type ProviderRow = typeof signInProvider.$inferSelect;
export type AttemptRow = typeof signInAttempt.$inferSelect;

/** Every provider, in the order of their buttons. */
export const allProviders = (read: Reader): Promise<ProviderRow[]> =>
  read.select().from(signInProvider).orderBy(asc(signInProvider.name));

export const providerById = async (read: Reader, id: string): Promise<ProviderRow | undefined> =>
  (await read.select().from(signInProvider).where(eq(signInProvider.id, id)))[0];

/** What the providers that are switched on are matched with. */
export const activeMatchFields = async (read: Reader): Promise<readonly MatchField[]> =>
  (
    await read
      .selectDistinct({ field: signInProvider.matchField })
      .from(signInProvider)
      .where(eq(signInProvider.enabled, true))
  ).map(({ field }) => field);

/** How many people sign in by single sign-on only. */
export const countMarked = async (read: Reader): Promise<number> =>
  (await read.select({ people: count() }).from(patron).where(eq(patron.singleSignOn, true)))[0]?.people ?? 0;

export const newProviderStatement = (read: Reader, provider: Omit<ProviderRow, 'rev'>) =>
  statement(read.insert(signInProvider).values({ ...provider, rev: nextRev }));

export const changedProviderStatement = (
  read: Reader,
  { id, ...values }: Partial<Omit<ProviderRow, 'rev'>> & { id: string },
) =>
  statement(
    read
      .update(signInProvider)
      .set({ ...values, rev: nextRev })
      .where(eq(signInProvider.id, id)),
  );

export const removedProviderStatement = (read: Reader, id: string) =>
  statement(read.delete(signInProvider).where(eq(signInProvider.id, id)));

export const newAttemptStatement = (read: Reader, attempt: AttemptRow) =>
  statement(read.insert(signInAttempt).values(attempt));

export const attemptById = async (read: Reader, id: string): Promise<AttemptRow | undefined> =>
  (await read.select().from(signInAttempt).where(eq(signInAttempt.id, id)))[0];

export const removedAttemptStatement = (read: Reader, id: string) =>
  statement(read.delete(signInAttempt).where(eq(signInAttempt.id, id)));

/** Of people who never came back from a provider. */
export const oldAttemptsStatement = (read: Reader, now: number) =>
  statement(read.delete(signInAttempt).where(lte(signInAttempt.expiresAt, now)));

const COLUMNS: Readonly<Record<MatchField, SQL>> = {
  username: sql`${patron.usernameKey}`,
  adminSystemId: sql`${patron.adminSystemId}`,
  // As the index has it.
  primaryEmail: sql`lower(primary_email)`,
};

/** People, never generic accounts, with this value, in the form that `comparableClaim` gives. */
export const peopleMeant = (read: Reader, field: MatchField, value: string): Promise<{ id: string }[]> =>
  read
    .select({ id: patron.id })
    .from(patron)
    .where(and(sql`${COLUMNS[field]} = ${value}`, eq(patron.kind, 'personal')));
