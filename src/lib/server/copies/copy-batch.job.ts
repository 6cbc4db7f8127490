import * as v from 'valibot';
import { CopyBatchEdit } from '$lib/contracts/copy-batch';
import { decideEdit } from '$lib/domain/copies/batch-edit';
import { decideDelete } from '$lib/domain/copies/delete-copy';
import { withRequest } from '../batch/request-file';
import type { JobOutcome, JobRun } from '../jobs/handler';
import type { EditedCopy } from './queries';
import { runCopies } from './run-copies';

export const CopyBatchParams = v.object({
  dryRun: v.boolean(),
  locale: v.picklist(['en', 'es']),
  changeSetId: v.optional(v.string()),
});

export const CopyBatchRequest = v.object({
  ids: v.array(v.string()),
  unknown: v.array(v.object({ line: v.number(), barcode: v.string() })),
  /** As they were given; none where copies were meant otherwise. */
  barcodes: v.array(v.string()),
  /** Absent where the copies are deleted. */
  edit: v.optional(CopyBatchEdit),
});

/** Changes many copies by the same steps, or deletes them, or only says what that would do. */
export default function copyBatch(run: JobRun): Promise<JobOutcome> {
  const { dryRun, locale } = v.parse(CopyBatchParams, run.params);
  return withRequest(run, CopyBatchRequest, async ({ ids, unknown, barcodes, edit }) => {
    const { siteId, ...fields } = edit ?? {};
    const wanted = { ...fields, ...(siteId === undefined ? {} : { ownerSiteId: siteId }) };
    const lines = new Map([...barcodes].reverse().map((barcode, i) => [barcode, barcodes.length - i]));
    const summary = await runCopies(run, {
      ids,
      ...(edit
        ? {
            decide: (copy: EditedCopy) => decideEdit(copy, wanted),
            useCase: 'batch-edit-copies',
            request: { fields: Object.keys(edit) },
          }
        : {
            decide: (copy: EditedCopy, history: boolean) => decideDelete({ ...copy, history }),
            deletes: true,
            useCase: 'delete-copies',
            request: null,
          }),
      dryRun,
      locale,
      strays: unknown.map((stray) => ({ ...stray, code: 'barcode-unknown' as const })),
      lineOf: (barcode) => lines.get(barcode) ?? 0,
    });
    return { summary, resultName: 'copies.csv' };
  });
}
