import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import { Job } from '$lib/contracts/operations';
import {
  FieldMove,
  FieldMovePreview,
  NewPatronField,
  PatronField,
  PatronFieldChange,
  PatronFieldDeletion,
  PatronFieldList,
  PatronFieldOrder,
  PatronFieldQuery,
} from '$lib/contracts/patron-fields';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { SitePreferences, SitePreferencesChange } from '$lib/contracts/site-preferences';
import { download } from '../jobs/routes';
import { changeSitePreferences } from './change-site-preferences';
import { deletePatronField } from './delete-patron-field';
import { getFieldMove, getFieldMoveResult } from './get-field-move';
import { listPatronFields } from './list-patron-fields';
import { moveFields, previewFieldMove } from './move-fields';
import { orderPatronFields } from './order-patron-fields';
import { addPatronField, changePatronField } from './save-patron-field';

export const patronFieldRoutes = new Hono<ApiEnv>()
  .get('/', describe(listPatronFields, PatronFieldList), input('query', PatronFieldQuery), async (c) =>
    c.json(await run(c, listPatronFields, c.req.valid('query'))),
  )
  .post('/', describe(addPatronField, PatronField, 201), input('json', NewPatronField), async (c) =>
    c.json(await run(c, addPatronField, c.req.valid('json')), 201),
  )
  .put('/order', describe(orderPatronFields, PatronFieldList), input('json', PatronFieldOrder), async (c) =>
    c.json(await run(c, orderPatronFields, c.req.valid('json'))),
  )
  .post('/moves/preview', describe(previewFieldMove, FieldMovePreview), input('json', FieldMove), async (c) =>
    c.json(await run(c, previewFieldMove, c.req.valid('json'))),
  )
  .post('/moves', describe(moveFields, QueuedJob, 202), input('json', FieldMove), async (c) =>
    c.json(await run(c, moveFields, c.req.valid('json')), 202),
  )
  .get('/moves/:jobId', describe(getFieldMove, Job), async (c) =>
    c.json(await run(c, getFieldMove, { id: c.req.param('jobId') })),
  )
  .get('/moves/:jobId/result', describe(getFieldMoveResult), async (c) =>
    download(await run(c, getFieldMoveResult, { id: c.req.param('jobId') })),
  )
  .patch('/:id', describe(changePatronField, PatronField), input('json', PatronFieldChange), async (c) =>
    c.json(await run(c, changePatronField, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete(
    '/:id',
    describe(deletePatronField, undefined, 204),
    input('query', PatronFieldDeletion),
    async (c) => {
      await run(c, deletePatronField, { id: c.req.param('id'), ...c.req.valid('query') });
      return c.body(null, 204);
    },
  );

/** What of patrons a site shows, below `/sites/:siteId`. */
export const sitePreferenceRoutes = new Hono<ApiEnv>().patch(
  '/:siteId/patron-preferences',
  describe(changeSitePreferences, SitePreferences),
  input('json', SitePreferencesChange),
  async (c) =>
    c.json(await run(c, changeSitePreferences, { siteId: c.req.param('siteId'), ...c.req.valid('json') })),
);
