import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/catalogue';
import { CopyBatch, CopyBatchList } from '$lib/contracts/copy-batch';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { editCopies, listCopyBatches, undoCopyBatch } from './edit-copies';

/** Many copies at once. */
export const copyBatchRoutes = new Hono<ApiEnv>()
  .get('/', describe(listCopyBatches, CopyBatchList), async (c) => c.json(await run(c, listCopyBatches, {})))
  .post('/', describe(editCopies, QueuedJob, 202), input('json', CopyBatch), async (c) =>
    c.json(await run(c, editCopies, c.req.valid('json')), 202),
  )
  .post('/:id/undo', describe(undoCopyBatch, QueuedJob, 202), async (c) =>
    c.json(await run(c, undoCopyBatch, { id: c.req.param('id') }), 202),
  );
