import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import { Job } from '$lib/contracts/operations';
import { DiffPage, DiffQuery, ImportTargetList, SampleQuery } from '$lib/contracts/imports';
import { withUpload } from '../catalogue/store-upload';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { download } from '../jobs/routes';
import {
  cancelPatronImport,
  getPatronImport,
  getPatronImportDiff,
  getPatronImportRefused,
  getPatronImportResult,
} from './get-import';
import { getSample } from './get-sample';
import { getImportTargets } from './get-targets';
import { IMPORT_PATRONS, importPatrons } from './import-patrons';

export const patronImportRoutes = new Hono<ApiEnv>()
  .post('/', describe(IMPORT_PATRONS, QueuedJob, 202), async (c) => {
    const { DATA_DIR } = c.get('services').environment;
    const dryRun = ['true', '1'].includes(c.req.query('dryRun') ?? '');
    const queued = await withUpload(DATA_DIR, await c.req.parseBody({ all: true }), (upload, fields) =>
      run(c, importPatrons(upload.stored), { ...fields, sha256: upload.sha256, dryRun }),
    );
    return c.json(queued, 202);
  })
  .get('/sample', describe(getSample), input('query', SampleQuery), async (c) => {
    const { text, name } = await run(c, getSample, c.req.valid('query'));
    return c.body(text, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
    });
  })
  .get('/targets', describe(getImportTargets, ImportTargetList), async (c) =>
    c.json(await run(c, getImportTargets, {})),
  )
  .get('/:jobId', describe(getPatronImport, Job), async (c) =>
    c.json(await run(c, getPatronImport, { id: c.req.param('jobId') })),
  )
  .delete('/:jobId', describe(cancelPatronImport, Job), async (c) =>
    c.json(await run(c, cancelPatronImport, { id: c.req.param('jobId') })),
  )
  .get('/:jobId/diff', describe(getPatronImportDiff, DiffPage), input('query', DiffQuery), async (c) =>
    c.json(await run(c, getPatronImportDiff, { id: c.req.param('jobId'), ...c.req.valid('query') })),
  )
  .get('/:jobId/result', describe(getPatronImportResult), async (c) =>
    download(await run(c, getPatronImportResult, { id: c.req.param('jobId') })),
  )
  .get('/:jobId/refused', describe(getPatronImportRefused), async (c) =>
    download(await run(c, getPatronImportRefused, { id: c.req.param('jobId') })),
  );
