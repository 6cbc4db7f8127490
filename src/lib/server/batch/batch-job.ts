import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { DiffQuery } from '$lib/contracts/imports';
import { ById } from '$lib/contracts/shared';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { may } from '../actor';
import { notFound } from '../app-error';
import { diffPath, readDiff } from '../imports/diff-file';
import { cancelJob } from '../jobs/cancel-job';
import { jobAnswer, jobById } from '../jobs/queries';
import type { JobKind } from '../jobs/kinds';
import { useCase, type Context } from '../use-case';

const KINDS: readonly JobKind[] = [
  'patron-batch',
  'patron-usernames',
  'patron-batch-delete',
  'patron-batch-undo',
];
const GATE = ['patrons.update', 'patrons.delete'] as const satisfies readonly PermissionId[];

/** Somebody's own batch, or anybody's for those who manage jobs. */
async function visibleBatch(context: Context, id: string) {
  const row = await jobById(context.database.read, id);
  const isTheirs = row?.createdBy === context.actor.patronId || may(context.actor, 'jobs.manage');
  if (!row || !isTheirs || !KINDS.some((kind) => kind === row.kind)) throw notFound();
  return row;
}

/** How far a batch is. @throws AppError not-found */
export const getBatch = useCase({
  name: 'get-batch',
  permission: GATE,
  input: ById,
  run: async (context, { id }) => jobAnswer(await visibleBatch(context, id)),
});

/** Stops a batch; whole parts that are written stay, and can be undone. @throws AppError not-found, conflict */
export const cancelBatch = useCase({
  name: 'cancel-batch',
  permission: GATE,
  input: ById,
  async run(context, { id }) {
    await visibleBatch(context, id);
    return cancelJob.run(context, { id });
  },
});

/** What a batch does or did, person by person. @throws AppError not-found before it is planned */
export const getBatchDiff = useCase({
  name: 'get-batch-diff',
  permission: GATE,
  input: v.object({ ...ById.entries, ...DiffQuery.entries }),
  async run(context, { id, ...query }) {
    await visibleBatch(context, id);
    const path = diffPath(context.environment.DATA_DIR, id);
    if (!(await stat(path).catch(() => undefined))) throw notFound();
    return readDiff(path, query);
  },
});

/** Where the result of a batch lies. @throws AppError not-found before there is one */
export const getBatchResult = useCase({
  name: 'get-batch-result',
  permission: GATE,
  input: ById,
  async run(context, { id }) {
    const row = await visibleBatch(context, id);
    if (!row.resultFile || !row.resultName) throw notFound();
    return { path: join(context.environment.DATA_DIR, 'results', row.resultFile), name: row.resultName };
  },
});
