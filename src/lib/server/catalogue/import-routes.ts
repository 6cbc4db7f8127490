import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import { ById } from '$lib/contracts/shared';
import {
  ImportLinePage,
  ImportLineQuery,
  ImportProfileChange,
  ImportRuns,
  ImportUndoQuery,
  NewImportProfile,
  TitleImportProfiles,
} from '$lib/contracts/title-import';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import {
  addImportProfile,
  changeImportProfile,
  listImportProfiles,
  removeImportProfile,
} from './import-profiles';
import { listImportRuns, undoImport } from './import-runs';
import { listImportLines } from './list-import-lines';

export const titleImportRoutes = new Hono<ApiEnv>()
  .get('/imports', describe(listImportRuns, ImportRuns), async (c) =>
    c.json(await run(c, listImportRuns, {})),
  )
  .post(
    '/imports/:id/undo',
    describe(undoImport, QueuedJob, 202),
    input('query', ImportUndoQuery),
    async (c) => c.json(await run(c, undoImport, { id: c.req.param('id'), ...c.req.valid('query') }), 202),
  )
  .get(
    '/imports/:id/lines',
    describe(listImportLines, ImportLinePage),
    input('query', ImportLineQuery),
    async (c) => c.json(await run(c, listImportLines, { id: c.req.param('id'), ...c.req.valid('query') })),
  )
  .get('/import-profiles', describe(listImportProfiles, TitleImportProfiles), async (c) =>
    c.json(await run(c, listImportProfiles, {})),
  )
  .post(
    '/import-profiles',
    describe(addImportProfile, ById, 201),
    input('json', NewImportProfile),
    async (c) => c.json(await run(c, addImportProfile, c.req.valid('json')), 201),
  )
  .patch(
    '/import-profiles/:id',
    describe(changeImportProfile, ById),
    input('json', ImportProfileChange),
    async (c) => c.json(await run(c, changeImportProfile, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/import-profiles/:id', describe(removeImportProfile, undefined, 204), async (c) => {
    await run(c, removeImportProfile, { id: c.req.param('id') });
    return c.body(null, 204);
  });
