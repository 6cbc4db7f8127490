import { Hono } from 'hono';
import { InboxQuery, InboxRun } from '$lib/contracts/import-automation';
import { withUpload } from '../catalogue/store-upload';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { download } from '../jobs/routes';
import { getInboxRefused, getInboxRun, openInbox, SEND_IMPORT, sendImport } from './inbox';

/** What a machine with a token can do, and all of it: send a file, ask how it went, fetch what to repair. */
export const inboxRoutes = new Hono<ApiEnv>()
  .post('/', describe(SEND_IMPORT, InboxRun, 202), input('query', InboxQuery), async (c) => {
    const opened = await run(c, openInbox, { authorization: c.req.header('authorization') });
    const { DATA_DIR } = c.get('services').environment;
    const answer = await withUpload(DATA_DIR, await c.req.parseBody({ all: true }), (upload) =>
      run(c, sendImport(opened), { ...upload, ...c.req.valid('query') }),
    );
    return c.json(answer, 202);
  })
  .get('/:jobId', describe(getInboxRun, InboxRun), async (c) =>
    c.json(
      await run(c, getInboxRun, {
        authorization: c.req.header('authorization'),
        id: c.req.param('jobId'),
      }),
    ),
  )
  .get('/:jobId/refused', describe(getInboxRefused), async (c) =>
    download(
      await run(c, getInboxRefused, {
        authorization: c.req.header('authorization'),
        id: c.req.param('jobId'),
      }),
    ),
  );
