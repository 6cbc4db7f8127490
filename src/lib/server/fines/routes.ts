import { Hono } from 'hono';
import { Fine, FineList, NewFine, Payment, Refund, Waiver } from '$lib/contracts/fines';
import { ById } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listPatronFines } from './list-fines';
import { addFine, payFine, refundFine, voidFine, waiveFine } from './change-fine';

export const fineRoutes = new Hono<ApiEnv>()
  .post('/', describe(addFine, Fine, 201), input('json', NewFine), async (c) =>
    c.json(await run(c, addFine, c.req.valid('json')), 201),
  )
  .post('/:id/payments', describe(payFine, Fine, 201), input('json', Payment), async (c) =>
    c.json(await run(c, payFine, { id: c.req.param('id'), ...c.req.valid('json') }), 201),
  )
  .post('/:id/waivers', describe(waiveFine, Fine, 201), input('json', Waiver), async (c) =>
    c.json(await run(c, waiveFine, { id: c.req.param('id'), ...c.req.valid('json') }), 201),
  )
  .post('/:id/refunds', describe(refundFine, Fine, 201), input('json', Refund), async (c) =>
    c.json(await run(c, refundFine, { id: c.req.param('id'), ...c.req.valid('json') }), 201),
  )
  .delete('/:id', describe(voidFine, Fine), async (c) =>
    c.json(await run(c, voidFine, { id: c.req.param('id') })),
  );

/** A patron's fines, below `/patrons/:id`. */
export const patronFineRoutes = new Hono<ApiEnv>().get(
  '/:id/fines',
  describe(listPatronFines, FineList),
  input('param', ById),
  async (c) => c.json(await run(c, listPatronFines, c.req.valid('param'))),
);
