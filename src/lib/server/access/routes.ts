import { Hono } from 'hono';
import {
  AccessLevel,
  AccessLevelChange,
  AccessLevelList,
  NewAccessLevel,
  PermissionList,
} from '$lib/contracts/access';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listAccessLevels } from './list-access-levels';
import { listPermissions } from './list-permissions';
import { addAccessLevel, changeAccessLevel } from './save-access-level';

export const permissionRoutes = new Hono<ApiEnv>().get(
  '/',
  describe(listPermissions, PermissionList),
  async (c) => c.json(await run(c, listPermissions, {})),
);

export const accessLevelRoutes = new Hono<ApiEnv>()
  .get('/', describe(listAccessLevels, AccessLevelList), async (c) =>
    c.json(await run(c, listAccessLevels, {})),
  )
  .post('/', describe(addAccessLevel, AccessLevel, 201), input('json', NewAccessLevel), async (c) =>
    c.json(await run(c, addAccessLevel, c.req.valid('json')), 201),
  )
  .patch('/:id', describe(changeAccessLevel, AccessLevel), input('json', AccessLevelChange), async (c) =>
    c.json(await run(c, changeAccessLevel, { id: c.req.param('id'), ...c.req.valid('json') })),
  );
