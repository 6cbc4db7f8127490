import { Hono } from 'hono';
import { SignedIn, SignIn } from '$lib/contracts/session';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { getSession } from './get-session';
import { signIn } from './sign-in';
import { signOut } from './sign-out';

export const sessionRoutes = new Hono<ApiEnv>()
  .get('/', describe(getSession, SignedIn), async (c) => c.json(await run(c, getSession, {})))
  .post('/', describe(signIn, SignedIn), input('json', SignIn), async (c) => {
    const { cookie, ...answer } = await run(c, signIn, c.req.valid('json'));
    c.header('Set-Cookie', cookie, { append: true });
    return c.json(answer);
  })
  .delete('/', describe(signOut), async (c) => {
    const { cookie } = await run(c, signOut, {});
    c.header('Set-Cookie', cookie, { append: true });
    return c.body(null, 204);
  });
