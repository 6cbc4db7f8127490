import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/catalogue';
import { Job } from '$lib/contracts/operations';
import { DiffPage, DiffQuery } from '$lib/contracts/imports';
import { withUpload } from '../catalogue/store-upload';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { download } from '../jobs/routes';
import { getPatronImport, getPatronImportDiff, getPatronImportResult } from './get-import';
import { IMPORT_PATRONS, importPatrons } from './import-patrons';

export const patronImportRoutes = new Hono<ApiEnv>()
  .post('/', describe(IMPORT_PATRONS, QueuedJob, 202), async (c) => {
    const { DATA_DIR } = c.get('services').environment;
    const dryRun = ['true', '1'].includes(c.req.query('dryRun') ?? '');
    const queued = await withUpload(DATA_DIR, await c.req.parseBody(), (upload, fields) =>
      run(c, importPatrons(upload.stored), { ...fields, sha256: upload.sha256, dryRun }),
    );
    return c.json(queued, 202);
  })
  .get('/:jobId', describe(getPatronImport, Job), async (c) =>
    c.json(await run(c, getPatronImport, { id: c.req.param('jobId') })),
  )
  .get('/:jobId/diff', describe(getPatronImportDiff, DiffPage), input('query', DiffQuery), async (c) =>
    c.json(await run(c, getPatronImportDiff, { id: c.req.param('jobId'), ...c.req.valid('query') })),
  )
  .get('/:jobId/result', describe(getPatronImportResult), async (c) =>
    download(await run(c, getPatronImportResult, { id: c.req.param('jobId') })),
  );
