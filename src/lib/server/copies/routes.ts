import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import { CopyBatch, CopyBatchList, CopyDeletion } from '$lib/contracts/copy-batch';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { deleteCopies, editCopies, listCopyBatches, undoCopyBatch } from './edit-copies';
import { deleteCopy } from './delete-copy';

/** Many copies at once. */
export const copyBatchRoutes = new Hono<ApiEnv>()
  .get('/', describe(listCopyBatches, CopyBatchList), async (c) => c.json(await run(c, listCopyBatches, {})))
  .post('/', describe(editCopies, QueuedJob, 202), input('json', CopyBatch), async (c) =>
    c.json(await run(c, editCopies, c.req.valid('json')), 202),
  )
  .post('/deletions', describe(deleteCopies, QueuedJob, 202), input('json', CopyDeletion), async (c) =>
    c.json(await run(c, deleteCopies, c.req.valid('json')), 202),
  )
  .post('/:id/undo', describe(undoCopyBatch, QueuedJob, 202), async (c) =>
    c.json(await run(c, undoCopyBatch, { id: c.req.param('id') }), 202),
  );

/** The end of a copy. */
export const copyEndRoutes = new Hono<ApiEnv>().delete(
  '/:barcode',
  describe(deleteCopy, undefined, 204),
  async (c) => {
    await run(c, deleteCopy, { barcode: c.req.param('barcode') });
    return c.body(null, 204);
  },
);
