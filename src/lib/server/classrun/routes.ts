import { Hono } from 'hono';
import { ClassRun, ClassRunQuery, RunClasses, RunClassQuery } from '$lib/contracts/class-run';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { getClassRun, listRunClasses } from './get-class-run';
import { sendClassSheet } from './send-class-sheet';

export const classRunRoutes = new Hono<ApiEnv>()
  .get('/classes', describe(listRunClasses, RunClasses), input('query', RunClassQuery), async (c) =>
    c.json(await run(c, listRunClasses, c.req.valid('query'))),
  )
  .get('/', describe(getClassRun, ClassRun), input('query', ClassRunQuery), async (c) =>
    c.json(await run(c, getClassRun, c.req.valid('query'))),
  )
  .post('/letters', describe(sendClassSheet, undefined, 204), input('json', ClassRunQuery), async (c) => {
    await run(c, sendClassSheet, c.req.valid('json'));
    return c.body(null, 204);
  });
