import { Hono } from 'hono';
import { QueuedJob } from '$lib/contracts/jobs';
import {
  HeadingQuery,
  Headings,
  NewTitleMarc,
  OneTitleExport,
  TitleExport,
  TitleMarc,
  TitleMarcChange,
} from '$lib/contracts/marc';
import { ById } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { exportTitle, exportTitles } from './export-titles';
import { suggestHeadings } from './suggest-headings';
import { addTitleMarc, changeTitleMarc, getTitleMarc } from './title-marc';

export const titleMarcRoutes = new Hono<ApiEnv>()
  .get('/titles/:id/marc', describe(getTitleMarc, TitleMarc), async (c) =>
    c.json(await run(c, getTitleMarc, { id: c.req.param('id') })),
  )
  .put('/titles/:id/marc', describe(changeTitleMarc, ById), input('json', TitleMarcChange), async (c) =>
    c.json(await run(c, changeTitleMarc, { id: c.req.param('id'), change: c.req.valid('json') })),
  )
  .post('/titles/marc', describe(addTitleMarc, ById, 201), input('json', NewTitleMarc), async (c) =>
    c.json(await run(c, addTitleMarc, c.req.valid('json')), 201),
  )
  .get('/titles/:id/export', describe(exportTitle), input('query', OneTitleExport), async (c) => {
    const { name, body } = await run(c, exportTitle, { id: c.req.param('id'), ...c.req.valid('query') });
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
      },
    });
  })
  .post('/exports', describe(exportTitles, QueuedJob, 202), input('json', TitleExport), async (c) =>
    c.json(await run(c, exportTitles, c.req.valid('json')), 202),
  )
  .get('/headings', describe(suggestHeadings, Headings), input('query', HeadingQuery), async (c) =>
    c.json(await run(c, suggestHeadings, c.req.valid('query'))),
  );
