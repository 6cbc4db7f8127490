import { Hono } from 'hono';
import {
  ListPeople,
  ListPeopleResult,
  NewPatronList,
  PatronListChange,
  PatronLists,
  SavedPatronList,
} from '$lib/contracts/patron-lists';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import {
  addToPatronList,
  changePatronList,
  createPatronList,
  deletePatronList,
  listPatronLists,
  removeFromPatronList,
} from './saved-lists';

/** Saved lists of patrons: chosen people and saved searches. The people themselves: `GET /patrons?list=`. */
export const patronListRoutes = new Hono<ApiEnv>()
  .get('/', describe(listPatronLists, PatronLists), async (c) => c.json(await run(c, listPatronLists, {})))
  .post('/', describe(createPatronList, SavedPatronList, 201), input('json', NewPatronList), async (c) =>
    c.json(await run(c, createPatronList, c.req.valid('json')), 201),
  )
  .patch('/:id', describe(changePatronList, SavedPatronList), input('json', PatronListChange), async (c) =>
    c.json(await run(c, changePatronList, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(deletePatronList, undefined, 204), async (c) => {
    await run(c, deletePatronList, { id: c.req.param('id') });
    return c.body(null, 204);
  })
  .post('/:id/people', describe(addToPatronList, ListPeopleResult), input('json', ListPeople), async (c) =>
    c.json(await run(c, addToPatronList, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .post(
    '/:id/removals',
    describe(removeFromPatronList, ListPeopleResult),
    input('json', ListPeople),
    async (c) =>
      c.json(await run(c, removeFromPatronList, { id: c.req.param('id'), ...c.req.valid('json') })),
  );
