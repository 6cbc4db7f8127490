import { Hono } from 'hono';
import {
  CommandAnswers,
  CommandBatch,
  DeviceHello,
  DeviceWelcome,
  ExceptionPage,
  ExceptionQuery,
  Resolution,
  Resolved,
  SnapshotPage,
  SnapshotQuery,
} from '$lib/contracts/sync';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listExceptions } from './list-exceptions';
import { registerDevice } from './register-device';
import { replayCommands } from './replay-commands';
import { resolveException } from './resolve-exception';
import { takeSnapshot } from './take-snapshot';

export const syncRoutes = new Hono<ApiEnv>()
  .post('/devices', describe(registerDevice, DeviceWelcome), input('json', DeviceHello), async (c) =>
    c.json(await run(c, registerDevice, c.req.valid('json'))),
  )
  .get('/snapshot', describe(takeSnapshot, SnapshotPage), input('query', SnapshotQuery), async (c) =>
    c.json(await run(c, takeSnapshot, c.req.valid('query'))),
  )
  .post('/commands', describe(replayCommands, CommandAnswers), input('json', CommandBatch), async (c) =>
    c.json(await run(c, replayCommands, c.req.valid('json'))),
  )
  .get('/exceptions', describe(listExceptions, ExceptionPage), input('query', ExceptionQuery), async (c) =>
    c.json(await run(c, listExceptions, c.req.valid('query'))),
  )
  .post(
    '/exceptions/:id/resolution',
    describe(resolveException, Resolved),
    input('json', Resolution),
    async (c) => c.json(await run(c, resolveException, { ...c.req.valid('json'), id: c.req.param('id') })),
  );
