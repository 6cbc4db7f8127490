import { Hono } from 'hono';
import {
  Because,
  CashUp,
  CashUpQuery,
  Fine,
  FineList,
  NewFine,
  OwingPage,
  OwingQuery,
  PaidTogether,
  Payment,
  PayOut,
  Receipt,
  Refund,
  SharedPayment,
  Waiver,
} from '$lib/contracts/fines';
import { ById, Ok } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listPatronFines } from './list-fines';
import { addFine } from './add-fine';
import { deleteFine, payFine, refundFine, voidFine, waiveFine } from './change-fine';
import { getCashUp, getCashUpFile } from './get-cash-up';
import { listOwing } from './list-owing';
import { payFines } from './pay-fines';
import { payOutFine } from './pay-out-fine';
import { getReceipt, mailReceipt } from './receipts';

export const fineRoutes = new Hono<ApiEnv>()
  .post('/', describe(addFine, Fine, 201), input('json', NewFine), async (c) =>
    c.json(await run(c, addFine, c.req.valid('json')), 201),
  )
  .get('/owing', describe(listOwing, OwingPage), input('query', OwingQuery), async (c) =>
    c.json(await run(c, listOwing, c.req.valid('query'))),
  )
  .get('/cash-up', describe(getCashUp, CashUp), input('query', CashUpQuery), async (c) =>
    c.json(await run(c, getCashUp, c.req.valid('query'))),
  )
  .get('/cash-up/file', describe(getCashUpFile), input('query', CashUpQuery), async (c) => {
    const { name, text } = await run(c, getCashUpFile, c.req.valid('query'));
    return c.body(text, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    });
  })
  .post('/payments', describe(payFines, PaidTogether, 201), input('json', SharedPayment), async (c) =>
    c.json(await run(c, payFines, c.req.valid('json')), 201),
  )
  .get('/receipts/:id', describe(getReceipt, Receipt), input('param', ById), async (c) =>
    c.json(await run(c, getReceipt, c.req.valid('param'))),
  )
  .post('/receipts/:id/mail', describe(mailReceipt, Ok), input('param', ById), async (c) =>
    c.json(await run(c, mailReceipt, c.req.valid('param'))),
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
  .post('/:id/payouts', describe(payOutFine, Fine, 201), input('json', PayOut), async (c) =>
    c.json(await run(c, payOutFine, { id: c.req.param('id'), ...c.req.valid('json') }), 201),
  )
  .post('/:id/voids', describe(voidFine, Fine, 201), input('json', Because), async (c) =>
    c.json(await run(c, voidFine, { id: c.req.param('id'), ...c.req.valid('json') }), 201),
  )
  .delete('/:id', describe(deleteFine, Fine), input('json', Because), async (c) =>
    c.json(await run(c, deleteFine, { id: c.req.param('id'), ...c.req.valid('json') })),
  );

/** A patron's fines, below `/patrons/:id`. */
export const patronFineRoutes = new Hono<ApiEnv>().get(
  '/:id/fines',
  describe(listPatronFines, FineList),
  input('param', ById),
  async (c) => c.json(await run(c, listPatronFines, c.req.valid('param'))),
);
