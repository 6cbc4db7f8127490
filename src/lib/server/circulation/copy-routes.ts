import { Hono } from 'hono';
import {
  CopyDeedBody,
  CopyDeedDone,
  CopyHistory,
  SoughtFile,
  SoughtPage,
  SoughtQuery,
} from '$lib/contracts/copies';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { changeCopyStatus } from './change-copy-status';
import { getCopyHistory } from './copy-history';
import { exportSought, listSought } from './list-sought';

/** The life of a copy, below `/copies`. */
export const copyLifeRoutes = new Hono<ApiEnv>()
  .get('/lists/sought', describe(listSought, SoughtPage), input('query', SoughtQuery), async (c) =>
    c.json(await run(c, listSought, c.req.valid('query'))),
  )
  .get('/lists/sought/file', describe(exportSought), input('query', SoughtFile), async (c) =>
    c.body(await run(c, exportSought, c.req.valid('query')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="copies.csv"',
      'cache-control': 'no-store',
    }),
  )
  .get('/:id/history', describe(getCopyHistory, CopyHistory), async (c) =>
    c.json(await run(c, getCopyHistory, { id: c.req.param('id') })),
  )
  .post('/:id/deeds', describe(changeCopyStatus, CopyDeedDone), input('json', CopyDeedBody), async (c) =>
    c.json(await run(c, changeCopyStatus, { id: c.req.param('id'), ...c.req.valid('json') })),
  );
