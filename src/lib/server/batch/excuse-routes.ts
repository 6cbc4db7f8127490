import { Hono } from 'hono';
import { Excused, ExcuseFines, ExcuseList } from '$lib/contracts/fines';
import { ById, Ok } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { excuseFines, listExcuses, undoExcuse } from './excuse-fines';

/** Excuses of many people's fines, below `/fines`. */
export const excuseRoutes = new Hono<ApiEnv>()
  .post('/excuse', describe(excuseFines, Excused), input('json', ExcuseFines), async (c) =>
    c.json(await run(c, excuseFines, c.req.valid('json'))),
  )
  .get('/excuses', describe(listExcuses, ExcuseList), async (c) => c.json(await run(c, listExcuses, {})))
  .post('/excuses/:id/undo', describe(undoExcuse, Ok), input('param', ById), async (c) =>
    c.json(await run(c, undoExcuse, c.req.valid('param'))),
  );
