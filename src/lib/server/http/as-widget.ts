import { createMiddleware } from 'hono/factory';
import { AppError, notFound } from '../app-error';
import { findWidget } from '../discovery/find-widget';
import { ownOrigin } from './answer-text';
import type { ApiEnv } from './context';
import { inLocale } from './locale';
import { actAs } from './public-search';

/**
 * Opens a widget to the pages that it was made for: reads as its account, says to the browser which origin may read
 * the answer, never with credentials. A page of another origin is refused, and so is everything of a widget that is
 * switched off. Words are in the language of `?lang=`, where that is one of ours.
 */
export const asWidget = createMiddleware<ApiEnv>(async (c, next) => {
  c.header('Vary', 'Origin');
  const found = await findWidget(c.get('services'), c.req.param('id') ?? '');
  if (!found) throw notFound();
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== ownOrigin(c)) {
    if (!found.row.origins.includes(origin)) throw new AppError('wrong-origin');
    c.header('Access-Control-Allow-Origin', origin);
  }
  await actAs(c, found.actor);
  const lang = c.req.query('lang')?.slice(0, 2).toLowerCase();
  const locale = lang === 'en' || lang === 'es' ? lang : c.get('locale');
  c.set('locale', locale);
  c.set('caller', { ...c.get('caller'), locale });
  await inLocale(locale, ownOrigin(c), next);
});
