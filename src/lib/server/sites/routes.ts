import { Hono } from 'hono';
import { Site, SiteCalendar, SiteInput, SiteList } from '$lib/contracts/sites';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { addSite } from './add-site';
import { getSiteCalendar } from './get-site-calendar';
import { listSites } from './list-sites';

export const siteRoutes = new Hono<ApiEnv>()
  .get('/', describe(listSites, SiteList), async (c) => c.json(await run(c, listSites, {})))
  .post('/', describe(addSite, Site, 201), input('json', SiteInput), async (c) =>
    c.json(await run(c, addSite, c.req.valid('json')), 201),
  )
  .get('/:id/calendar', describe(getSiteCalendar, SiteCalendar), async (c) =>
    c.json(await run(c, getSiteCalendar, { id: c.req.param('id') })),
  );
