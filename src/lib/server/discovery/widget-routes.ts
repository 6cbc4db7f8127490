import { Hono } from 'hono';
import {
  NewWidget,
  Widget,
  WidgetChange,
  WidgetFace,
  WidgetLanguage,
  WidgetList,
  WidgetQuery,
  WidgetResults,
  WidgetSuggestions,
} from '$lib/contracts/widgets';
import { asWidget } from '../http/as-widget';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { frameWidget } from './frame-widget';
import { changeWidget, createWidget, deleteWidget, listWidgets } from './manage-widgets';
import { getWidgetFace, searchByWidget, suggestByWidget } from './widget-reads';

/** Setting up search boxes for other sites. */
export const widgetRoutes = new Hono<ApiEnv>()
  .get('/', describe(listWidgets, WidgetList), async (c) => c.json(await run(c, listWidgets, {})))
  .post('/', describe(createWidget, Widget, 201), input('json', NewWidget), async (c) =>
    c.json(await run(c, createWidget, c.req.valid('json')), 201),
  )
  .patch('/:id', describe(changeWidget, Widget), input('json', WidgetChange), async (c) =>
    c.json(await run(c, changeWidget, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .delete('/:id', describe(deleteWidget, undefined, 204), async (c) => {
    await run(c, deleteWidget, { id: c.req.param('id') });
    return c.body(null, 204);
  });

/** Open to the pages that a widget was made for, and read as its account, which is what refuses. */
const open = (name: string) => ({ name, permission: 'anyone' as const });

/** What the script of a widget asks, from whatever page it stands on; reads only, without cookies. */
export const openWidgetRoutes = new Hono<ApiEnv>()
  .use('/:id/*', asWidget)
  .get('/:id', describe(open('widget-face'), WidgetFace), input('query', WidgetLanguage), async (c) =>
    c.json(await run(c, getWidgetFace, { id: c.req.param('id') })),
  )
  .get(
    '/:id/search',
    describe(open('widget-search'), WidgetResults),
    input('query', WidgetQuery),
    async (c) => c.json(await run(c, searchByWidget, { id: c.req.param('id'), ...c.req.valid('query') })),
  )
  .get(
    '/:id/suggest',
    describe(open('widget-suggest'), WidgetSuggestions),
    input('query', WidgetQuery),
    async (c) => c.json(await run(c, suggestByWidget, { id: c.req.param('id'), ...c.req.valid('query') })),
  )
  .get('/:id/frame', describe(open('widget-frame')), async (c) => {
    const { page, policy } = await run(c, frameWidget, { id: c.req.param('id') });
    c.header('Content-Security-Policy', policy);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    return c.html(page);
  });
