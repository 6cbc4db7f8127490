import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import {
  Correction,
  NewStocktake,
  ScanBatch,
  SeenAnswers,
  Stocktake,
  StocktakeDetail,
  StocktakeList,
  StocktakeQuery,
} from '$lib/contracts/stocktake';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { download } from '../jobs/routes';
import { cancelStocktake, closeStocktake, correctStocktake } from './end-stocktake';
import { getStocktake, getStocktakeReport, listStocktakes } from './list-stocktakes';
import { startStocktake } from './start-stocktake';
import { takeScans } from './take-scans';

export const stocktakeRoutes = new Hono<ApiEnv>()
  .get('/', describe(listStocktakes, StocktakeList), input('query', StocktakeQuery), async (c) =>
    c.json(await run(c, listStocktakes, c.req.valid('query'))),
  )
  .post('/', describe(startStocktake, Stocktake, 201), input('json', NewStocktake), async (c) =>
    c.json(await run(c, startStocktake, c.req.valid('json')), 201),
  )
  .get('/:id', describe(getStocktake, StocktakeDetail), async (c) =>
    c.json(await run(c, getStocktake, { id: c.req.param('id') })),
  )
  .post('/:id/scans', describe(takeScans, SeenAnswers), input('json', ScanBatch), async (c) =>
    c.json(await run(c, takeScans, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .post('/:id/closing', describe(closeStocktake, QueuedJob, 202), async (c) =>
    c.json(await run(c, closeStocktake, { id: c.req.param('id') }), 202),
  )
  .post('/:id/cancellation', describe(cancelStocktake, undefined, 204), async (c) => {
    await run(c, cancelStocktake, { id: c.req.param('id') });
    return c.body(null, 204);
  })
  .post(
    '/:id/corrections',
    describe(correctStocktake, QueuedJob, 202),
    input('json', Correction),
    async (c) =>
      c.json(await run(c, correctStocktake, { id: c.req.param('id'), ...c.req.valid('json') }), 202),
  )
  .get('/:id/report', describe(getStocktakeReport), async (c) =>
    download(await run(c, getStocktakeReport, { id: c.req.param('id') })),
  );
