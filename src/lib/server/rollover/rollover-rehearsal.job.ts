import { and, eq } from 'drizzle-orm';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RolloverCounts } from '$lib/contracts/rollover';
import { m } from '$lib/paraglide/messages.js';
import { isFile } from '../db/client';
import { rollover } from '../db/schema/patron-changes';
import { nextRev, statement } from '../db/statement';
import { inLocale } from '../http/locale';
import { JobCancelled, JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { fileOf, openThread } from '../open-thread';
import { rolloverById } from './queries';
import type { Rehearsal } from './rehearsal.worker';
import { planOf } from './rollover-answer';

const Params = v.object({ rolloverId: v.string(), locale: v.picklist(['en', 'es']) });

const heads = () => [
  m.rollover_list_name(),
  m.rollover_list_username(),
  m.rollover_list_cohort_before(),
  m.rollover_list_cohort_after(),
  m.rollover_list_class_before(),
  m.rollover_list_class_after(),
  m.rollover_list_leaves(),
  m.rollover_list_loans(),
  m.rollover_list_owes(),
];

async function onThread(work: Rehearsal, signal: AbortSignal): Promise<RolloverCounts> {
  const pool = openThread(fileOf(await import('./rehearsal.worker')), 0);
  try {
    return (await pool.run(work, { signal })) as RolloverCounts;
  } catch (error) {
    if (signal.aborted) throw new JobCancelled();
    throw error;
  } finally {
    await pool.destroy();
  }
}

/** Tries an open rollover on a copy of the database; what it counted is kept with the plan. */
export default async function rehearseRollover(run: JobRun): Promise<JobOutcome> {
  const { rolloverId, locale } = v.parse(Params, run.params);
  const { database, environment, clock } = run.services;
  const row = await rolloverById(database.read, rolloverId);
  if (row?.status !== 'open') throw new JobFailed('rollover-changed');
  if (!isFile(database.address.url)) throw new JobFailed('rehearsal-needs-file');
  const folder = join(environment.DATA_DIR, 'rehearsals');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await run.report(0, 1);
  const words = inLocale(locale, environment.ORIGIN ?? 'http://localhost', () => ({
    heads: heads(),
    yes: m.common_yes(),
  }));
  const counts = await onThread(
    {
      address: database.address,
      copyPath: join(folder, `${run.id}.db`),
      resultPath: await run.resultPath('rollover.csv'),
      rolloverId,
      plan: planOf(row),
      now: clock.now(),
      ...words,
    },
    run.signal,
  );
  const now = clock.now();
  // A plan that was corrected meanwhile has not been rehearsed.
  await database.writer.change(async () => ({
    statements: [
      statement(
        database.read
          .update(rollover)
          .set({ rehearsal: { ...counts }, rehearsedAt: now, rev: nextRev })
          .where(and(eq(rollover.id, rolloverId), eq(rollover.rev, row.rev))),
      ),
    ],
  }));
  await run.report(1, 1);
  return { summary: { ...counts }, resultName: 'rollover.csv' };
}
