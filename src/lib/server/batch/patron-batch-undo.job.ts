import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { proposeUndo, type Moved } from '$lib/domain/patrons/undo-change';
import { patronChangeSet } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { isRememberedImport } from '../imports/related-memory';
import { undoRelated } from '../imports/related-undo';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { BatchParams } from './batch-params';
import { changeSetById } from './change-set-queries';
import { changesOf } from './people-queries';
import { runChanges, type Counts } from './run-changes';

/** Fields of people go back by the rules of every batch. */
async function undoFields(run: JobRun, params: BatchParams, changeSetId: string): Promise<Counts> {
  const changes = await changesOf(run.services.database.read, changeSetId);
  const byId = new Map(changes.map((change) => [change.patronId, change]));
  return runChanges(run, params, {
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
}

/**
 * Takes back what a batch changed, as far as nobody has changed it since. A cancelled undo can be asked for again: what
 * is back already is left alone.
 */
export default async function patronBatchUndo(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(BatchParams, run.params);
  const { read, writer } = run.services.database;
  const changeSetId = params.changeSetId ?? '';
  const set = await changeSetById(read, changeSetId);
  const { changed, unchanged, refused } =
    set && isRememberedImport(set.kind)
      ? await undoRelated(run, params, { id: set.id, kind: set.kind })
      : await undoFields(run, params, changeSetId);
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
