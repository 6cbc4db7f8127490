import * as v from 'valibot';
import { decideUndo } from '$lib/domain/copies/batch-edit';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { CopyBatchParams } from './copy-batch.job';
import { changesOfBatch, markUndone } from './queries';
import { runCopies } from './run-copies';

/**
 * Takes back what a batch of copies changed, as far as nobody has changed it since. A cancelled undo can be asked for again:
 * what is back already is left alone.
 */
export default async function copyBatchUndo(run: JobRun): Promise<JobOutcome> {
  const { locale, changeSetId = '' } = v.parse(CopyBatchParams, run.params);
  const { read, writer } = run.services.database;
  const changes = new Map((await changesOfBatch(read, changeSetId)).map((one) => [one.copyId, one]));
  const { changed, unchanged, refused, refusals } = await runCopies(run, {
    ids: [...changes.keys()],
    decide: (copy) => decideUndo(copy, changes.get(copy.id) ?? { before: {}, after: {} }),
    useCase: 'undo-copy-batch',
    dryRun: false,
    locale,
    request: null,
    strays: [],
    lineOf: () => 0,
  });
  await writer.run([markUndone(read, changeSetId, run.services.clock.now())]);
  const summary = { changeSetId, undone: changed + unchanged, notUndone: refused, refusals };
  return { summary, resultName: 'copies.csv' };
}
