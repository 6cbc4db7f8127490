import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { isStepped, stepOf } from '$lib/domain/patrons/rollover';
import { patronChangeSet, rollover } from '../db/schema/patron-changes';
import { nextRev, statement } from '../db/statement';
import { JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { pupilCounts, rolloverById, steppedSoFar, type RolloverRow } from './queries';
import { planOf } from './rollover-answer';
import { settleClasses } from './settle-classes';
import { stepPupils } from './step-pupils';

const Params = v.object({ rolloverId: v.string(), stepped: v.number() });

/** How many pupils the plan would change now, from counts alone. */
async function wouldStep(run: JobRun, row: RolloverRow): Promise<{ pupils: number; stepped: number }> {
  const plan = planOf(row);
  const groups = await pupilCounts(run.services.database.read, plan.siteIds);
  const moved = groups.filter(({ cohort, formClass }) => {
    const before = { cohort, formClass, enabled: true, leftOn: null };
    return isStepped(before, stepOf(before, plan));
  });
  const sum = (rows: typeof groups) => rows.reduce((total, { pupils }) => total + pupils, 0);
  return { pupils: sum(groups), stepped: sum(moved) };
}

/** The last batch: the classes, and the rollover that is now applied. */
async function finish(run: JobRun, row: RolloverRow, stepped: number) {
  const { read, writer } = run.services.database;
  return writer.change(async () => {
    const now = run.services.clock.now();
    const { statements, settled } = await settleClasses(read, planOf(row), now);
    const request = { rolloverId: row.id, stepped, classes: settled };
    const applied = { status: 'applied' as const, appliedAt: now, changeSetId: row.id, rev: nextRev };
    return {
      statements: [
        ...statements,
        statement(read.update(rollover).set(applied).where(eq(rollover.id, row.id))),
        statement(read.update(patronChangeSet).set({ request }).where(eq(patronChangeSet.id, row.id))),
      ],
      settled,
    };
  });
}

/**
 * Applies a rehearsed rollover. A run that was interrupted goes on where it stopped; one that is cancelled leaves the
 * pupils of whole batches stepped, and applying again steps the others.
 */
export default async function applyRollover(run: JobRun): Promise<JobOutcome> {
  const { rolloverId, stepped } = v.parse(Params, run.params);
  const { database, clock } = run.services;
  const row = await rolloverById(database.read, rolloverId);
  if (row?.status !== 'open') throw new JobFailed('rollover-changed');
  const before = await steppedSoFar(database.read, rolloverId);
  const planned = await wouldStep(run, row);
  if (before.stepped === 0 && planned.stepped !== stepped) throw new JobFailed('rollover-changed');
  const counts = await stepPupils({
    read: database.read,
    writer: database.writer,
    plan: planOf(row),
    changeSetId: rolloverId,
    now: clock.now(),
    actorId: run.createdBy,
    report: (done) => run.report(done, planned.pupils + before.stepped),
  });
  const { settled } = await finish(run, row, counts.stepped);
  return {
    summary: { ...counts, classesMade: settled.made.length, classesEnded: settled.ended.length },
  };
}
