import { Hono } from 'hono';
import * as v from 'valibot';
import { BatchDelete, BatchUpdate, ChangeSetPage, UsernameChange } from '$lib/contracts/batch';
import { QueuedJob } from '$lib/contracts/jobs';
import { DiffPage, DiffQuery } from '$lib/contracts/imports';
import { Job } from '$lib/contracts/operations';
import { PageQuery } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { download } from '../jobs/routes';
import { cancelBatch, getBatch, getBatchDiff, getBatchResult } from './batch-job';
import { listPatronChanges, undoPatronChange } from './change-sets';
import { changeUsernames } from './change-usernames';
import { deletePatrons } from './delete-patrons';
import { updatePatrons } from './update-patrons';

export const patronBatchRoutes = new Hono<ApiEnv>()
  .post('/updates', describe(updatePatrons, QueuedJob, 202), input('json', BatchUpdate), async (c) =>
    c.json(await run(c, updatePatrons, c.req.valid('json')), 202),
  )
  .post('/usernames', describe(changeUsernames, QueuedJob, 202), input('json', UsernameChange), async (c) =>
    c.json(await run(c, changeUsernames, c.req.valid('json')), 202),
  )
  .post('/deletions', describe(deletePatrons, QueuedJob, 202), input('json', BatchDelete), async (c) =>
    c.json(await run(c, deletePatrons, c.req.valid('json')), 202),
  )
  .get(
    '/changes',
    describe(listPatronChanges, ChangeSetPage),
    input('query', v.object(PageQuery)),
    async (c) => c.json(await run(c, listPatronChanges, c.req.valid('query'))),
  )
  .post('/changes/:id/undo', describe(undoPatronChange, QueuedJob, 202), async (c) =>
    c.json(await run(c, undoPatronChange, { id: c.req.param('id') }), 202),
  )
  .get('/jobs/:id', describe(getBatch, Job), async (c) =>
    c.json(await run(c, getBatch, { id: c.req.param('id') })),
  )
  .delete('/jobs/:id', describe(cancelBatch, Job), async (c) =>
    c.json(await run(c, cancelBatch, { id: c.req.param('id') })),
  )
  .get('/jobs/:id/diff', describe(getBatchDiff, DiffPage), input('query', DiffQuery), async (c) =>
    c.json(await run(c, getBatchDiff, { id: c.req.param('id'), ...c.req.valid('query') })),
  )
  .get('/jobs/:id/result', describe(getBatchResult), async (c) =>
    download(await run(c, getBatchResult, { id: c.req.param('id') })),
  );
