import { Hono } from 'hono';
import { Ok } from '$lib/contracts/shared';
import { Setup, SetupState } from '$lib/contracts/setup';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { getSetupState, setUp } from './set-up';

export const setupRoutes = new Hono<ApiEnv>()
  .get('/', describe(getSetupState, SetupState), async (c) => c.json(await run(c, getSetupState, {})))
  .post('/', describe(setUp, Ok, 201), input('json', Setup), async (c) =>
    c.json(await run(c, setUp, c.req.valid('json')), 201),
  );
