import { Hono } from 'hono';
import {
  LookupAnswer,
  LookupQuery,
  LookupSourceChange,
  LookupSources,
  NewLookupSource,
} from '$lib/contracts/marc';
import { ById } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { lookUpIsbn } from './look-up-isbn';
import { addLookupSource, changeLookupSource, listLookupSources, removeLookupSource } from './sources';

export const lookupRoutes = new Hono<ApiEnv>()
  .get('/', describe(lookUpIsbn, LookupAnswer), input('query', LookupQuery), async (c) =>
    c.json(await run(c, lookUpIsbn, c.req.valid('query'))),
  )
  .get('/sources', describe(listLookupSources, LookupSources), async (c) =>
    c.json(await run(c, listLookupSources, {})),
  )
  .post('/sources', describe(addLookupSource, ById, 201), input('json', NewLookupSource), async (c) =>
    c.json(await run(c, addLookupSource, c.req.valid('json')), 201),
  )
  .patch('/sources/:id', describe(changeLookupSource, ById), input('json', LookupSourceChange), async (c) =>
    c.json(await run(c, changeLookupSource, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/sources/:id', describe(removeLookupSource, undefined, 204), async (c) => {
    await run(c, removeLookupSource, { id: c.req.param('id') });
    return c.body(null, 204);
  });
