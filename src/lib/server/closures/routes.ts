import { Hono } from 'hono';
import { ClosurePreview, NewClosure, Reopened, Reopening, ReopeningPreview } from '$lib/contracts/calendar';
import { QueuedJob } from '$lib/contracts/jobs';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { closeSite } from './close-site';
import { previewClosure } from './preview-closure';
import { previewReopening, reopenSite } from './reopen-site';

/** Closures without notice, below `/sites/:id`. */
export const closureRoutes = new Hono<ApiEnv>()
  .post(
    '/:id/closures/previews',
    describe(previewClosure, ClosurePreview),
    input('json', NewClosure),
    async (c) => c.json(await run(c, previewClosure, { ...c.req.valid('json'), siteId: c.req.param('id') })),
  )
  .post('/:id/closures', describe(closeSite, QueuedJob, 202), input('json', NewClosure), async (c) =>
    c.json(await run(c, closeSite, { ...c.req.valid('json'), siteId: c.req.param('id') }), 202),
  )
  .post(
    '/:id/closures/:rangeId/reopening/previews',
    describe(previewReopening, ReopeningPreview),
    input('json', Reopening),
    async (c) => {
      const of = { siteId: c.req.param('id'), id: c.req.param('rangeId') };
      return c.json(await run(c, previewReopening, { ...c.req.valid('json'), ...of }));
    },
  )
  .post(
    '/:id/closures/:rangeId/reopening',
    describe(reopenSite, Reopened),
    input('json', Reopening),
    async (c) => {
      const of = { siteId: c.req.param('id'), id: c.req.param('rangeId') };
      return c.json(await run(c, reopenSite, { ...c.req.valid('json'), ...of }));
    },
  );
