import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import { ExportChoices, ExportProfiles, ExportRequest } from '$lib/contracts/exports';
import { Job } from '$lib/contracts/operations';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { download } from '../jobs/routes';
import { exportPatrons } from './export-patrons';
import { cancelPatronExport, getPatronExport, getPatronExportResult } from './get-export';
import { getExportChoices, saveExportProfiles } from './profiles';

export const patronExportRoutes = new Hono<ApiEnv>()
  .post('/', describe(exportPatrons, QueuedJob, 202), input('json', ExportRequest), async (c) =>
    c.json(await run(c, exportPatrons, c.req.valid('json')), 202),
  )
  .get('/choices', describe(getExportChoices, ExportChoices), async (c) =>
    c.json(await run(c, getExportChoices, {})),
  )
  .put('/profiles', describe(saveExportProfiles, ExportProfiles), input('json', ExportProfiles), async (c) =>
    c.json(await run(c, saveExportProfiles, c.req.valid('json'))),
  )
  .get('/:jobId', describe(getPatronExport, Job), async (c) =>
    c.json(await run(c, getPatronExport, { id: c.req.param('jobId') })),
  )
  .delete('/:jobId', describe(cancelPatronExport, Job), async (c) =>
    c.json(await run(c, cancelPatronExport, { id: c.req.param('jobId') })),
  )
  .get('/:jobId/result', describe(getPatronExportResult), async (c) =>
    download(await run(c, getPatronExportResult, { id: c.req.param('jobId') })),
  );
