import { Hono } from 'hono';
import {
  ImportProfile,
  ImportProfileChange,
  ImportProfileList,
  NewImportProfile,
} from '$lib/contracts/imports';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listImportProfiles } from './list-profiles';
import { addImportProfile, changeImportProfile, removeImportProfile } from './save-profile';

export const importProfileRoutes = new Hono<ApiEnv>()
  .get('/', describe(listImportProfiles, ImportProfileList), async (c) =>
    c.json(await run(c, listImportProfiles, {})),
  )
  .post('/', describe(addImportProfile, ImportProfile, 201), input('json', NewImportProfile), async (c) =>
    c.json(await run(c, addImportProfile, c.req.valid('json')), 201),
  )
  .patch(
    '/:id',
    describe(changeImportProfile, ImportProfile),
    input('json', ImportProfileChange),
    async (c) => c.json(await run(c, changeImportProfile, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(removeImportProfile, undefined, 204), async (c) => {
    await run(c, removeImportProfile, { id: c.req.param('id') });
    return c.body(null, 204);
  });
