import type { Context } from 'hono';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { SignInButtons } from '$lib/contracts/sign-in-providers';
import type { SignInProblem } from '$lib/domain/single-sign-on/outcome';
import { AppError } from '../app-error';
import type { ApiEnv } from '../http/context';
import { countOpenRequest } from '../http/open-limit';
import { describe, run, runUnkept } from '../http/route';
import { attemptCookie, attemptSecret } from './attempt-cookie';
import { beginSignIn } from './begin-sign-in';
import { finishSignIn } from './finish-sign-in';
import { listSignInButtons } from './sign-in-providers';

/** The sign-in page, which sends whoever is signed in on to where they wanted to go. */
function signInPage(next: string | null, problem?: SignInProblem): string {
  const params = new URLSearchParams();
  if (problem) params.set('problem', problem);
  if (next !== null) params.set('next', next);
  return params.size > 0 ? `/sign-in?${params}` : '/sign-in';
}

const originOf = (c: Context<ApiEnv>) => new URL(c.req.url).origin;

/** The browser itself asks here: whatever goes wrong is a sentence on the sign-in page, and no document of the API. */
const onThePage = createMiddleware<ApiEnv>(async (c, next) => {
  const services = c.get('services');
  try {
    await countOpenRequest(services, c.env?.clientAddress ?? '');
    await next();
    if (!c.error) return;
    throw c.error;
  } catch (error) {
    const isTooMany = error instanceof AppError && error.code === 'too-many-requests';
    if (!isTooMany) {
      const kind = error instanceof Error ? error.constructor.name : typeof error;
      services.log.error({ requestId: c.get('requestId'), kind }, 'single sign-on failed');
    }
    c.error = undefined;
    const back = c.redirect(signInPage(null, isTooMany ? 'too-many-tries' : 'not-now'), 303);
    // What the refusal said of itself.
    back.headers.delete('content-type');
    c.res = back;
  }
});

/** Links of the sign-in page and the way back to it. */
export const singleSignOnRoutes = new Hono<ApiEnv>()
  .get('/buttons', describe(listSignInButtons, SignInButtons), async (c) =>
    c.json(await run(c, listSignInButtons, {})),
  )
  .get('/begin/:id', onThePage, describe(beginSignIn), async (c) => {
    const { id } = c.req.param();
    const begun = await run(c, beginSignIn, { id, next: c.req.query('next'), origin: originOf(c) });
    if ('problem' in begun) return c.redirect(signInPage(begun.next, begun.problem), 303);
    c.header('Set-Cookie', attemptCookie(c.get('services').environment, begun.secret), { append: true });
    return c.redirect(begun.address, 303);
  })
  .get('/callback', onThePage, describe(finishSignIn), async (c) => {
    const done = await runUnkept(c, finishSignIn, {
      secret: attemptSecret(c.req.header('cookie')),
      query: new URL(c.req.url).search,
      origin: originOf(c),
    });
    c.header('Set-Cookie', attemptCookie(c.get('services').environment, ''), { append: true });
    if ('problem' in done) return c.redirect(signInPage(done.next, done.problem), 303);
    c.header('Set-Cookie', done.cookie, { append: true });
    return c.redirect(signInPage(done.next), 303);
  });
