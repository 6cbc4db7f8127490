import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import { Job } from '$lib/contracts/operations';
import { Rollover, RolloverApplication, RolloverPlan, RolloverView } from '$lib/contracts/rollover';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { download } from '../jobs/routes';
import { getRollover, getRolloverResult, getRolloverRun } from './get-rollover';
import { beginRollover, changeRollover, dropRollover } from './plan-rollover';
import { applyRollover, rehearseRollover, undoRollover } from './queue-rollover';

export const rolloverRoutes = new Hono<ApiEnv>()
  .get('/', describe(getRollover, RolloverView), async (c) => c.json(await run(c, getRollover, {})))
  .post('/', describe(beginRollover, Rollover, 201), input('json', RolloverPlan), async (c) =>
    c.json(await run(c, beginRollover, c.req.valid('json')), 201),
  )
  .get('/runs/:jobId', describe(getRolloverRun, Job), async (c) =>
    c.json(await run(c, getRolloverRun, { id: c.req.param('jobId') })),
  )
  .get('/runs/:jobId/result', describe(getRolloverResult), async (c) =>
    download(await run(c, getRolloverResult, { id: c.req.param('jobId') })),
  )
  .put('/:id', describe(changeRollover, Rollover), input('json', RolloverPlan), async (c) =>
    c.json(await run(c, changeRollover, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(dropRollover, undefined, 204), async (c) => {
    await run(c, dropRollover, { id: c.req.param('id') });
    return c.body(null, 204);
  })
  .post('/:id/rehearsal', describe(rehearseRollover, QueuedJob, 202), async (c) =>
    c.json(await run(c, rehearseRollover, { id: c.req.param('id') }), 202),
  )
  .post(
    '/:id/application',
    describe(applyRollover, QueuedJob, 202),
    input('json', RolloverApplication),
    async (c) => c.json(await run(c, applyRollover, { id: c.req.param('id'), ...c.req.valid('json') }), 202),
  )
  .post('/:id/undo', describe(undoRollover, QueuedJob, 202), async (c) =>
    c.json(await run(c, undoRollover, { id: c.req.param('id') }), 202),
  );
