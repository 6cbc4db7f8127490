import { and, eq, isNotNull, lte, sql } from 'drizzle-orm';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../actor';
import { job } from '../db/schema/operations';
import { statement } from '../db/statement';
import type { Services } from '../services';
import type { JobKind } from './kinds';

const WEEK_MS = 7 * 24 * 3_600_000;

/** Jobs whose result is a list of people, or everything kept about one: for the one who asked for it, and not for ever. */
const PERSONAL: readonly JobKind[] = ['patron-disclosure', 'patron-export'];

/** Whether a result is kept from this actor: managing jobs is no reason to read what somebody took out. */
export const isKeptFrom = (actor: Actor, row: { kind: string; createdBy: string | null }): boolean =>
  PERSONAL.some((kind) => kind === row.kind) && row.createdBy !== actor.patronId;

/** Removes such results, and what was asked for, a week after the job has ended. @returns how many */
export async function dropOldPersonalResults({ database, environment, clock }: Services): Promise<number> {
  const { read, writer } = database;
  let dropped = 0;
  for (const kind of PERSONAL) {
    const old = await read
      .select({ id: job.id, file: job.resultFile })
      .from(job)
      .where(
        and(
          eq(job.kind, kind),
          isNotNull(job.resultFile),
          lte(sql`coalesce(${job.finishedAt}, ${job.createdAt})`, clock.now() - WEEK_MS),
        ),
      );
    for (const { id, file } of old) {
      if (file) await rm(join(environment.DATA_DIR, 'results', file), { force: true });
      const nothing = { resultFile: null, resultName: null, params: {} };
      await writer.run([statement(read.update(job).set(nothing).where(eq(job.id, id)))]);
      dropped += 1;
    }
  }
  return dropped;
}
