import { Hono } from 'hono';
import { MailPage, MailQuery } from '$lib/contracts/operations';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { dropMail, listMail, retryMail } from './list-mail';

export const mailRoutes = new Hono<ApiEnv>()
  .get('/', describe(listMail, MailPage), input('query', MailQuery), async (c) =>
    c.json(await run(c, listMail, c.req.valid('query'))),
  )
  .delete('/:id', describe(dropMail, undefined, 204), async (c) => {
    await run(c, dropMail, { id: c.req.param('id') });
    return c.body(null, 204);
  })
  .post('/:id/retry', describe(retryMail, undefined, 204), async (c) => {
    await run(c, retryMail, { id: c.req.param('id') });
    return c.body(null, 204);
  });
