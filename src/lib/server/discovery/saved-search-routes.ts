import { Hono } from 'hono';
import { NewSavedSearch, SavedSearches, SavedSearchName } from '$lib/contracts/saved-searches';
import { ById } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { deleteSearch, listSavedSearches, renameSearch, saveSearch } from './saved-searches';

/** One's own saved searches. */
export const savedSearchRoutes = new Hono<ApiEnv>()
  .get('/', describe(listSavedSearches, SavedSearches), async (c) =>
    c.json(await run(c, listSavedSearches, {})),
  )
  .post('/', describe(saveSearch, ById, 201), input('json', NewSavedSearch), async (c) =>
    c.json(await run(c, saveSearch, c.req.valid('json')), 201),
  )
  .patch('/:id', describe(renameSearch, ById), input('json', SavedSearchName), async (c) =>
    c.json(await run(c, renameSearch, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(deleteSearch, undefined, 204), async (c) => {
    await run(c, deleteSearch, { id: c.req.param('id') });
    return c.body(null, 204);
  });
