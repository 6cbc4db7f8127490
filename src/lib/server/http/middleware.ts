import { createMiddleware } from 'hono/factory';
import { v7 as uuid } from 'uuid';
import { NOBODY } from '../actor';
import { AppError } from '../app-error';
import { identify } from '../auth/identify';
import type { Services } from '../services';
import type { ApiEnv } from './context';
import { inLocale } from './locale';

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** English unless the reader's cookie or browser asks for Spanish. */
export function localeOf(headers: Headers): 'en' | 'es' {
  const cookie = /(?:^|;\s*)locale=(en|es)\b/.exec(headers.get('cookie') ?? '')?.[1];
  if (cookie) return cookie as 'en' | 'es';
  return /^\s*es\b/i.test(headers.get('accept-language') ?? '') ? 'es' : 'en';
}

/** Request id, language and one log line without anything personal: no query, no body, no address. */
export const withRequest = (services: Services) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const requestId = uuid();
    const began = performance.now();
    c.set('services', services);
    c.set('requestId', requestId);
    c.set('locale', localeOf(c.req.raw.headers));
    c.header('X-Request-Id', requestId);
    c.header('Cache-Control', 'no-store');
    await inLocale(c.get('locale'), new URL(c.req.url).origin, next);
    services.log.info(
      {
        requestId,
        method: c.req.method,
        route: c.req.routePath,
        status: c.res.status,
        ms: Math.round(performance.now() - began),
      },
      'request',
    );
  });

function ownOrigin(c: { req: { url: string } }, services: Services) {
  return services.environment.ORIGIN ?? new URL(c.req.url).origin;
}

const isAllowed = (type: string | undefined) =>
  type === 'application/json' || type === 'multipart/form-data' || (type?.startsWith('image/') ?? false);

/** State changes need the exact own origin or a bearer token, and a content type that a form of another site can't send. */
export const sameOrigin = (services: Services) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    if (!CHANGING.has(c.req.method)) return next();
    const bearer = c.req.header('authorization')?.startsWith('Bearer ');
    if (!bearer && c.req.header('origin') !== ownOrigin(c, services)) throw new AppError('wrong-origin');
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    const hasBody =
      c.req.header('content-length') !== '0' &&
      (type !== undefined || c.req.header('transfer-encoding') !== undefined);
    if (hasBody && !isAllowed(type)) throw new AppError('wrong-content-type');
    await next();
  });

/** Doors of the public search and of widgets: whoever asks is a stranger there, and no cookie is read or set. */
const STRANGERS = /^\/api\/(public|widget)(\/|$)/;

/** Finds out who asks; nobody is an actor too. */
export const withCaller = (services: Services) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const identified = STRANGERS.test(c.req.path)
      ? { actor: NOBODY, setCookies: [] }
      : await identify(services, c.req.raw.headers);
    const key = c.req.header('idempotency-key');
    if (key !== undefined && (key.length < 8 || key.length > 200)) {
      throw new AppError('invalid', { fields: [{ path: 'Idempotency-Key', code: 'length' }] });
    }
    c.set('caller', {
      actor: identified.actor,
      requestId: c.get('requestId'),
      idempotencyKey: key,
      locale: c.get('locale'),
    });
    for (const cookie of identified.setCookies) c.header('Set-Cookie', cookie, { append: true });
    await next();
  });
