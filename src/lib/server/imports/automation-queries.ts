import { and, asc, desc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { importProfile, importToken } from '../db/schema/imports';
import { job, mail } from '../db/schema/operations';
import { patron } from '../db/schema/patrons';
import { statement } from '../db/statement';

export type ImportTokenRecord = typeof importToken.$inferSelect;
export type RunRecord = typeof job.$inferSelect;

const isRun = eq(job.kind, 'patron-import');
const profileOfRun = sql<string | null>`json_extract(${job.params}, '$.profileId')`;

/** The last runs of a profile by token or folder, newest first. */
export const runsOfProfile = (read: Reader, profileId: string, limit: number): Promise<RunRecord[]> =>
  read
    .select()
    .from(job)
    .where(and(isRun, eq(profileOfRun, profileId)))
    .orderBy(desc(job.createdAt), desc(job.id))
    .limit(limit);

export const runsById = (read: Reader, ids: string[]): Promise<RunRecord[]> =>
  read
    .select()
    .from(job)
    .where(and(isRun, inArray(job.id, ids)));

/** The letter about a run; made of the job's id, so that there is one however often it is asked for. */
export const runLetterId = (jobId: string) => `import-run-${jobId}`;

/** Runs since an instant that have ended and whose owner, who has an address, was not written to. */
export const unannouncedRuns = (read: Reader, since: number) =>
  read
    .select({ id: job.id, ownerId: patron.id, address: patron.primaryEmail })
    .from(job)
    .innerJoin(patron, eq(patron.id, job.createdBy))
    .where(
      and(
        isRun,
        gte(job.createdAt, since),
        inArray(job.status, ['done', 'failed']),
        isNotNull(profileOfRun),
        isNotNull(patron.primaryEmail),
        sql`not exists (select 1 from ${mail} where ${mail.id} = 'import-run-' || ${job.id})`,
      ),
    );

/** Profiles whose folder is watched. */
export const watchedProfiles = (read: Reader) =>
  read
    .select()
    .from(importProfile)
    .where(
      and(
        eq(importProfile.kind, 'patrons'),
        eq(importProfile.enabled, true),
        isNotNull(importProfile.watchFolder),
      ),
    )
    .orderBy(asc(importProfile.id));

type Bookkeeping = Partial<Pick<typeof importProfile.$inferSelect, 'nextRunAt' | 'lastRunAt' | 'lastJobId'>>;

/** What a run leaves on its profile: no change of the profile, so its revision stays. */
export const noteOnProfile = (read: Reader, id: string, values: Bookkeeping) =>
  statement(read.update(importProfile).set(values).where(eq(importProfile.id, id)));

/** The tokens of a profile, newest first. */
export const tokensOfProfile = (read: Reader, profileId: string): Promise<ImportTokenRecord[]> =>
  read
    .select()
    .from(importToken)
    .where(eq(importToken.profileId, profileId))
    .orderBy(desc(importToken.createdAt), desc(importToken.id));

export const tokenByHash = async (read: Reader, hash: string): Promise<ImportTokenRecord | undefined> =>
  (await read.select().from(importToken).where(eq(importToken.tokenHash, hash)))[0];

export const insertToken = (read: Reader, values: typeof importToken.$inferInsert) =>
  statement(read.insert(importToken).values(values));

export const setToken = (read: Reader, id: string, values: Partial<Pick<ImportTokenRecord, 'revokedAt'>>) =>
  statement(read.update(importToken).set(values).where(eq(importToken.id, id)));

export const countTokenUse = (read: Reader, id: string, now: number) =>
  statement(
    read
      .update(importToken)
      .set({ lastUsedAt: now, uses: sql`${importToken.uses} + 1` })
      .where(eq(importToken.id, id)),
  );
