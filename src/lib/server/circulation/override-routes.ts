import { Hono } from 'hono';
import { OverrideFileQuery, OverridePage, OverrideQuery } from '$lib/contracts/blocks';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { getOverridesFile, listOverrides } from './list-overrides';

/** What was overridden at the desks of one's sites; one patron's is below `/patrons/:id`. */
export const overrideRoutes = new Hono<ApiEnv>()
  .get('/overrides', describe(listOverrides, OverridePage), input('query', OverrideQuery), async (c) =>
    c.json(await run(c, listOverrides, c.req.valid('query'))),
  )
  .get('/overrides/file', describe(getOverridesFile), input('query', OverrideFileQuery), async (c) =>
    c.body(await run(c, getOverridesFile, c.req.valid('query')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="overrides.csv"',
      'cache-control': 'no-store',
    }),
  );
