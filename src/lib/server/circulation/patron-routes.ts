import { Hono } from 'hono';
import { OverrideList } from '$lib/contracts/blocks';
import { BlocksQuery, HistoryQuery, LoanList, LoanPage } from '$lib/contracts/circulation';
import { BlockList } from '$lib/contracts/me';
import { ById } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listPatronOverrides } from './list-overrides';
import { listPatronBlocks, listPatronHistory, listPatronLoans } from './patron-status';

/** A patron's loans, history and blocks, below `/patrons/:id`, each by its own permission. */
export const patronLoanRoutes = new Hono<ApiEnv>()
  .get('/:id/loans', describe(listPatronLoans, LoanList), input('param', ById), async (c) =>
    c.json(await run(c, listPatronLoans, c.req.valid('param'))),
  )
  .get(
    '/:id/history',
    describe(listPatronHistory, LoanPage),
    input('param', ById),
    input('query', HistoryQuery),
    async (c) =>
      c.json(await run(c, listPatronHistory, { ...c.req.valid('param'), ...c.req.valid('query') })),
  )
  .get('/:id/overrides', describe(listPatronOverrides, OverrideList), input('param', ById), async (c) =>
    c.json(await run(c, listPatronOverrides, c.req.valid('param'))),
  )
  .get(
    '/:id/blocks',
    describe(listPatronBlocks, BlockList),
    input('param', ById),
    input('query', BlocksQuery),
    async (c) => c.json(await run(c, listPatronBlocks, { ...c.req.valid('param'), ...c.req.valid('query') })),
  );
