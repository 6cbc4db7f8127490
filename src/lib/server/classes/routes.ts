import { Hono } from 'hono';
import * as v from 'valibot';
import {
  FormClass,
  FormClassChange,
  FormClassList,
  FormClassQuery,
  NewFormClass,
  TeacherList,
} from '$lib/contracts/form-classes';
import { Id } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listFormClasses, listTeachers } from './list-classes';
import { addFormClass, changeFormClass, removeFormClass } from './save-class';

export const formClassRoutes = new Hono<ApiEnv>()
  .get('/', describe(listFormClasses, FormClassList), input('query', FormClassQuery), async (c) =>
    c.json(await run(c, listFormClasses, c.req.valid('query'))),
  )
  .post('/', describe(addFormClass, FormClass, 201), input('json', NewFormClass), async (c) =>
    c.json(await run(c, addFormClass, c.req.valid('json')), 201),
  )
  .get('/teachers', describe(listTeachers, TeacherList), input('query', v.object({ site: Id })), async (c) =>
    c.json(await run(c, listTeachers, c.req.valid('query'))),
  )
  .patch('/:id', describe(changeFormClass, FormClass), input('json', FormClassChange), async (c) =>
    c.json(await run(c, changeFormClass, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(removeFormClass, undefined, 204), async (c) => {
    await run(c, removeFormClass, { id: c.req.param('id') });
    return c.body(null, 204);
  });
