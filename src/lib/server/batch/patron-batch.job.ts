import * as v from 'valibot';
import { BatchOperations } from '$lib/contracts/batch';
import { proposeUpdate } from '$lib/domain/patrons/batch-update';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { BatchParams } from './batch-params';
import { strayRow } from './outcome-rows';
import { withRequest } from './request-file';
import { runChanges } from './run-changes';

export const UpdateRequest = v.object({
  ids: v.array(v.string()),
  unknownBarcodes: v.array(v.string()),
  missing: v.number(),
  operations: BatchOperations,
});

/** Changes many patrons by the same steps, or only says what that would do. */
export default function patronBatch(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(BatchParams, run.params);
  return withRequest(run, UpdateRequest, async ({ ids, unknownBarcodes, missing, operations }) => {
    const counts = await runChanges(run, params, {
      ids,
      propose: (people, ownFields) => people.map((person) => proposeUpdate(person, operations, ownFields)),
      useCase: 'batch-update-patrons',
      head: {
        id: run.id,
        kind: 'batch-update',
        request: { operations: operations.map(({ field, op }) => ({ field, op })) },
      },
      strays: unknownBarcodes.map((barcode) => strayRow('barcode-unknown', barcode)),
    });
    return { summary: { dryRun: params.dryRun, ...counts, missing }, resultName: 'patrons.csv' };
  });
}
