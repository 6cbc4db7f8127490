import { Hono } from 'hono';
import { LoanList } from '$lib/contracts/circulation';
import { FineList } from '$lib/contracts/fines';
import { HoldList } from '$lib/contracts/holds';
import { BlockList } from '$lib/contracts/me';
import { listPatronFines } from '../fines/list-fines';
import type { ApiEnv } from '../http/context';
import { describe, run, input } from '../http/route';
import { ById } from '$lib/contracts/shared';
import { listPatronHolds } from '../requests/list-holds';
import { listPatronBlocks, listPatronHistory, listPatronLoans } from './patron-status';

/** A patron's dealings, below `/patrons/:id`, each part by its own permission. */
export const patronStatusRoutes = new Hono<ApiEnv>()
  .get('/:id/loans', describe(listPatronLoans, LoanList), input('param', ById), async (c) =>
    c.json(await run(c, listPatronLoans, c.req.valid('param'))),
  )
  .get('/:id/history', describe(listPatronHistory, LoanList), input('param', ById), async (c) =>
    c.json(await run(c, listPatronHistory, c.req.valid('param'))),
  )
  .get('/:id/blocks', describe(listPatronBlocks, BlockList), input('param', ById), async (c) =>
    c.json(await run(c, listPatronBlocks, c.req.valid('param'))),
  )
  .get('/:id/holds', describe(listPatronHolds, HoldList), input('param', ById), async (c) =>
    c.json(await run(c, listPatronHolds, c.req.valid('param'))),
  )
  .get('/:id/fines', describe(listPatronFines, FineList), input('param', ById), async (c) =>
    c.json(await run(c, listPatronFines, c.req.valid('param'))),
  );
