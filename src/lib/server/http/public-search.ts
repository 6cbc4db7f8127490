import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Actor } from '../actor';
import { notFound } from '../app-error';
import { findPublicSearcher } from '../auth/find-public-searcher';
import type { ApiEnv } from './context';
import { countOpenRequest } from './open-limit';

/** Goes on with this search identity instead of whoever asks; its requests are counted by address. */
export async function actAs(c: Context<ApiEnv>, actor: Actor): Promise<void> {
  const kind = c.req.path.endsWith('/suggest') ? 'suggestion' : 'page';
  await countOpenRequest(c.get('services'), c.env?.clientAddress ?? '', kind);
  c.set('caller', { ...c.get('caller'), actor });
}

/** Whoever is not signed in reads as the district's public search, where there is one. */
export const publicSearch = createMiddleware<ApiEnv>(async (c, next) => {
  const reads = c.req.method === 'GET' && c.get('caller').actor.kind === 'nobody';
  const actor = reads ? await findPublicSearcher(c.get('services')) : undefined;
  if (actor) await actAs(c, actor);
  await next();
});

/** Everybody reads as the district's public search here, signed in or not. @throws AppError not-found without one. */
export const asPublic = createMiddleware<ApiEnv>(async (c, next) => {
  const actor = await findPublicSearcher(c.get('services'));
  if (!actor) throw notFound();
  await actAs(c, actor);
  await next();
});
