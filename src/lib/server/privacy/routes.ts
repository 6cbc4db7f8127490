import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import { Job } from '$lib/contracts/operations';
import { Erasure, LoanHistory, LoanHistoryChange } from '$lib/contracts/privacy';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { download } from '../jobs/routes';
import { disclosePatron } from './disclose-patron';
import { erasePatron } from './erase-patron';
import { changeLoanHistory, getLoanHistory } from './loan-history';
import { getDisclosure, getPrivacyJob } from './privacy-jobs';

/** What is kept of a person, given out and erased; below `/patrons/:id`. */
export const patronPrivacyRoutes = new Hono<ApiEnv>()
  .get('/:id/loan-history', describe(getLoanHistory, LoanHistory), async (c) =>
    c.json(await run(c, getLoanHistory, { id: c.req.param('id') })),
  )
  .patch(
    '/:id/loan-history',
    describe(changeLoanHistory, LoanHistory),
    input('json', LoanHistoryChange),
    async (c) => c.json(await run(c, changeLoanHistory, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .post('/:id/disclosure', describe(disclosePatron, QueuedJob, 202), async (c) =>
    c.json(await run(c, disclosePatron, { id: c.req.param('id') }), 202),
  )
  .post('/:id/erasure', describe(erasePatron, QueuedJob, 202), input('json', Erasure), async (c) =>
    c.json(await run(c, erasePatron, { id: c.req.param('id'), ...c.req.valid('json') }), 202),
  )
  .get('/:id/privacy-jobs/:jobId', describe(getPrivacyJob, Job), async (c) =>
    c.json(await run(c, getPrivacyJob, { jobId: c.req.param('jobId') })),
  )
  .get('/:id/privacy-jobs/:jobId/result', describe(getDisclosure), async (c) =>
    download(await run(c, getDisclosure, { jobId: c.req.param('jobId') })),
  );
