import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { proposeUndo, type Moved } from '$lib/domain/patrons/undo-change';
import { patronChangeSet } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { BatchParams } from './batch-params';
import { changesOf } from './people-queries';
import { runChanges } from './run-changes';

/**
 * Takes back what a batch changed, as far as nobody has changed it since. A cancelled undo can be asked for again: what
 * is back already is left alone.
 */
export default async function patronBatchUndo(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(BatchParams, run.params);
  const { read, writer } = run.services.database;
  const changeSetId = params.changeSetId ?? '';
  const changes = await changesOf(read, changeSetId);
  const byId = new Map(changes.map((change) => [change.patronId, change]));
  const { changed, unchanged, refused } = await runChanges(run, params, {
    ids: changes.map(({ patronId }) => patronId),
    propose: (people) =>
      people.map((person) => {
        const change = byId.get(person.id);
        return proposeUndo(person, (change?.before ?? {}) as Moved, (change?.after ?? {}) as Moved);
      }),
    useCase: 'undo-batch',
    head: null,
    strays: [],
  });
  await writer.run([
    statement(
      read
        .update(patronChangeSet)
        .set({ undoneAt: run.services.clock.now() })
        .where(eq(patronChangeSet.id, changeSetId)),
    ),
  ]);
  return {
    summary: { changeSetId, undone: changed + unchanged, notUndone: refused },
    resultName: 'patrons.csv',
  };
}
