import { Hono } from 'hono';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Job, JobPage, JobQuery } from '$lib/contracts/operations';
import { notFound } from '../app-error';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { cancelJob } from './cancel-job';
import { getJobResult } from './get-job-result';
import { getJob, listJobs } from './list-jobs';

/** A finished file as a download that no browser opens by itself. */
export async function download(file: { path: string; name: string }): Promise<Response> {
  const found = await stat(file.path).catch(() => undefined);
  if (!found) throw notFound();
  return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(found.size),
      'content-disposition': `attachment; filename="${file.name.replaceAll(/[^\w.-]/g, '_')}"`,
      'x-content-type-options': 'nosniff',
    },
  });
}

export const jobRoutes = new Hono<ApiEnv>()
  .get('/', describe(listJobs, JobPage), input('query', JobQuery), async (c) =>
    c.json(await run(c, listJobs, c.req.valid('query'))),
  )
  .get('/:id', describe(getJob, Job), async (c) => c.json(await run(c, getJob, { id: c.req.param('id') })))
  .delete('/:id', describe(cancelJob, Job), async (c) =>
    c.json(await run(c, cancelJob, { id: c.req.param('id') })),
  )
  .get('/:id/result', describe(getJobResult), async (c) =>
    download(await run(c, getJobResult, { id: c.req.param('id') })),
  );
