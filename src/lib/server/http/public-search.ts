import { createMiddleware } from 'hono/factory';
import { findPublicSearcher } from '../auth/find-public-searcher';
import type { ApiEnv } from './context';

/** Whoever is not signed in reads as the district's public search, where there is one. */
export const publicSearch = createMiddleware<ApiEnv>(async (c, next) => {
  const caller = c.get('caller');
  const reads = c.req.method === 'GET' && caller.actor.kind === 'nobody';
  const actor = reads ? await findPublicSearcher(c.get('services')) : undefined;
  if (actor) c.set('caller', { ...caller, actor });
  await next();
});
