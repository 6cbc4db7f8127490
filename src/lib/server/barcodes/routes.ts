import { Hono } from 'hono';
import {
  BarcodeRange,
  BarcodeRangeChange,
  BarcodeRangeList,
  Fund,
  FundChange,
  FundList,
  GivenBarcodes,
  NewBarcodeRange,
  NewFund,
  NextBarcodes,
} from '$lib/contracts/barcodes';
import { ById } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { nextBarcodes } from './next-barcodes';
import { addFund, changeFund, listFunds, removeFund } from './save-fund';
import { addBarcodeRange, changeBarcodeRange, listBarcodeRanges, removeBarcodeRange } from './save-range';

export const barcodeRangeRoutes = new Hono<ApiEnv>()
  .get('/', describe(listBarcodeRanges, BarcodeRangeList), async (c) =>
    c.json(await run(c, listBarcodeRanges, {})),
  )
  .post('/', describe(addBarcodeRange, BarcodeRange, 201), input('json', NewBarcodeRange), async (c) =>
    c.json(await run(c, addBarcodeRange, c.req.valid('json')), 201),
  )
  .post('/next', describe(nextBarcodes, GivenBarcodes), input('json', NextBarcodes), async (c) =>
    c.json(await run(c, nextBarcodes, c.req.valid('json'))),
  )
  .put('/:id', describe(changeBarcodeRange, BarcodeRange), input('json', BarcodeRangeChange), async (c) =>
    c.json(await run(c, changeBarcodeRange, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(removeBarcodeRange, undefined, 204), async (c) => {
    await run(c, removeBarcodeRange, { id: c.req.param('id') });
    return c.body(null, 204);
  });

export const fundRoutes = new Hono<ApiEnv>()
  .get('/', describe(listFunds, FundList), async (c) => c.json(await run(c, listFunds, {})))
  .post('/', describe(addFund, Fund, 201), input('json', NewFund), async (c) =>
    c.json(await run(c, addFund, c.req.valid('json')), 201),
  )
  .patch('/:id', describe(changeFund, ById), input('json', FundChange), async (c) =>
    c.json(await run(c, changeFund, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(removeFund, undefined, 204), async (c) => {
    await run(c, removeFund, { id: c.req.param('id') });
    return c.body(null, 204);
  });
