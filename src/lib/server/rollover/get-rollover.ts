import * as v from 'valibot';
import type { RolloverView } from '$lib/contracts/rollover';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { notFound } from '../app-error';
import { jobAnswer, jobById } from '../jobs/queries';
import { recordScope } from '../patrons/scope-policy';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { currentRollover, pupilCounts } from './queries';
import { rolloverAnswer } from './rollover-answer';

/** The rollover that is open or was applied last, and the pupils of the actor's sites by cohort and class. */
export const getRollover = useCase({
  name: 'get-rollover',
  permission: 'patrons.rollover',
  input: v.object({}),
  async run(context): Promise<RolloverView> {
    const { read } = context.database;
    const [row, pupils, district] = await Promise.all([
      currentRollover(read),
      pupilCounts(read, recordScope(context.actor)),
      readDistrict(read),
    ]);
    return {
      current: row ? await rolloverAnswer(read, row) : null,
      pupils,
      leaverDays: district.leaverDays,
    };
  },
});

const KINDS = new Set(['rollover-rehearsal', 'rollover', 'rollover-undo']);

/** A rollover's job of one's own, or anybody's for those who manage jobs. */
async function visibleRun(context: Context, id: string) {
  const row = await jobById(context.database.read, id);
  const isTheirs = row?.createdBy === context.actor.patronId || may(context.actor, 'jobs.manage');
  if (!row || !KINDS.has(row.kind) || !isTheirs) throw notFound();
  return row;
}

/** How far a rehearsal, an application or an undo is. @throws AppError not-found */
export const getRolloverRun = useCase({
  name: 'get-rollover-run',
  permission: 'patrons.rollover',
  input: ById,
  run: async (context, { id }) => jobAnswer(await visibleRun(context, id)),
});

/** Where the list of a rehearsal or an application lies. @throws AppError not-found */
export const getRolloverResult = useCase({
  name: 'get-rollover-result',
  permission: 'patrons.rollover',
  input: ById,
  async run(context, { id }) {
    const row = await visibleRun(context, id);
    if (!row.resultFile || !row.resultName) throw notFound();
    return { path: `${context.environment.DATA_DIR}/results/${row.resultFile}`, name: row.resultName };
  },
});
