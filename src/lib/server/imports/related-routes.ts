import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import { RelatedSampleQuery } from '$lib/contracts/imports';
import { withUpload } from '../catalogue/store-upload';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { getRelatedSample } from './get-related-sample';
import { IMPORT_RELATED, importRelated } from './import-related';

/** Files about registered patrons. The queued job is followed below `/patrons/imports/:jobId`. */
export const relatedImportRoutes = new Hono<ApiEnv>()
  .post('/', describe(IMPORT_RELATED, QueuedJob, 202), async (c) => {
    const { DATA_DIR } = c.get('services').environment;
    const dryRun = ['true', '1'].includes(c.req.query('dryRun') ?? '');
    const queued = await withUpload(DATA_DIR, await c.req.parseBody({ all: true }), (upload, fields) =>
      run(c, importRelated(upload.stored), { ...fields, sha256: upload.sha256, dryRun }),
    );
    return c.json(queued, 202);
  })
  .get('/sample', describe(getRelatedSample), input('query', RelatedSampleQuery), async (c) => {
    const { text, name } = await run(c, getRelatedSample, c.req.valid('query'));
    return c.body(text, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
    });
  });
