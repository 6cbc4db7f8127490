import { Hono } from 'hono';
import { ById } from '$lib/contracts/shared';
import {
  NewSignInProvider,
  ProviderTrial,
  SignInProviderChange,
  SignInProviderRemoval,
  SignInProviders,
} from '$lib/contracts/sign-in-providers';
import type { ApiEnv } from '../http/context';
import { describe, input, run, runUnkept } from '../http/route';
import {
  addSignInProvider,
  changeSignInProvider,
  listSignInProviders,
  removeSignInProvider,
  trySignInProvider,
} from './sign-in-providers';

/** Client secrets come in here, so that nothing of these requests is kept under a key. */
export const signInProviderRoutes = new Hono<ApiEnv>()
  .get('/', describe(listSignInProviders, SignInProviders), async (c) =>
    c.json(await run(c, listSignInProviders, { origin: new URL(c.req.url).origin })),
  )
  .post('/', describe(addSignInProvider, ById, 201), input('json', NewSignInProvider), async (c) =>
    c.json(await runUnkept(c, addSignInProvider, c.req.valid('json')), 201),
  )
  .patch('/:id', describe(changeSignInProvider, ById), input('json', SignInProviderChange), async (c) =>
    c.json(await runUnkept(c, changeSignInProvider, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete(
    '/:id',
    describe(removeSignInProvider, undefined, 204),
    input('json', SignInProviderRemoval),
    async (c) => {
      await run(c, removeSignInProvider, { id: c.req.param('id'), ...c.req.valid('json') });
      return c.body(null, 204);
    },
  )
  .post('/:id/trial', describe(trySignInProvider, ProviderTrial), async (c) =>
    c.json(await run(c, trySignInProvider, { id: c.req.param('id') })),
  );
