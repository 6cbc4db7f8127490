import { Hono } from 'hono';
import {
  ClosedDaysFile,
  ClosedDaysImport,
  ClosedRangeChange,
  HoursChange,
  TermChange,
} from '$lib/contracts/calendar';
import { District, DistrictChange } from '$lib/contracts/district';
import {
  ClosedRange,
  NewClosedRange,
  NewTerm,
  Site,
  SiteCalendar,
  SiteChange,
  SiteInput,
  SiteList,
  Term,
} from '$lib/contracts/sites';
import type { ApiEnv } from '../http/context';
import { publicSearch } from '../http/public-search';
import { describe, input, run } from '../http/route';
import { addSite } from './add-site';
import { addClosedRange, changeClosedRange, removeClosedRange } from './change-calendar';
import { changeHours } from './change-hours';
import { changeSite } from './change-site';
import { addTerm, changeTerm, removeTerm } from './change-terms';
import { importClosedDays } from './import-closed-days';
import { changeDistrict, getDistrict } from './district';
import { getSiteCalendar } from './get-site-calendar';
import { listSites } from './list-sites';

export const siteRoutes = new Hono<ApiEnv>()
  .get('/', publicSearch, describe(listSites, SiteList), async (c) => c.json(await run(c, listSites, {})))
  .post('/', describe(addSite, Site, 201), input('json', SiteInput), async (c) =>
    c.json(await run(c, addSite, c.req.valid('json')), 201),
  )
  .get('/:id/calendar', describe(getSiteCalendar, SiteCalendar), async (c) =>
    c.json(await run(c, getSiteCalendar, { id: c.req.param('id') })),
  )
  .patch('/:id', describe(changeSite, Site), input('json', SiteChange), async (c) =>
    c.json(await run(c, changeSite, { ...c.req.valid('json'), id: c.req.param('id') })),
  )
  .post('/:id/closed', describe(addClosedRange, ClosedRange, 201), input('json', NewClosedRange), async (c) =>
    c.json(await run(c, addClosedRange, { ...c.req.valid('json'), siteId: c.req.param('id') }), 201),
  )
  .patch(
    '/:id/closed/:rangeId',
    describe(changeClosedRange, ClosedRange),
    input('json', ClosedRangeChange),
    async (c) => {
      const of = { siteId: c.req.param('id'), id: c.req.param('rangeId') };
      return c.json(await run(c, changeClosedRange, { ...c.req.valid('json'), ...of }));
    },
  )
  .post(
    '/:id/closed/imports',
    describe(importClosedDays, ClosedDaysImport),
    input('json', ClosedDaysFile),
    async (c) =>
      c.json(await run(c, importClosedDays, { ...c.req.valid('json'), siteId: c.req.param('id') })),
  )
  .put('/:id/hours', describe(changeHours, Site), input('json', HoursChange), async (c) =>
    c.json(await run(c, changeHours, { ...c.req.valid('json'), id: c.req.param('id') })),
  )
  .delete('/:id/closed/:rangeId', describe(removeClosedRange, undefined, 204), async (c) => {
    await run(c, removeClosedRange, { siteId: c.req.param('id'), id: c.req.param('rangeId') });
    return c.body(null, 204);
  })
  .post('/:id/terms', describe(addTerm, Term, 201), input('json', NewTerm), async (c) =>
    c.json(await run(c, addTerm, { ...c.req.valid('json'), siteId: c.req.param('id') }), 201),
  )
  .patch('/:id/terms/:termId', describe(changeTerm, Term), input('json', TermChange), async (c) => {
    const of = { siteId: c.req.param('id'), id: c.req.param('termId') };
    return c.json(await run(c, changeTerm, { ...c.req.valid('json'), ...of }));
  })
  .delete('/:id/terms/:termId', describe(removeTerm, undefined, 204), async (c) => {
    await run(c, removeTerm, { siteId: c.req.param('id'), id: c.req.param('termId') });
    return c.body(null, 204);
  });

export const districtRoutes = new Hono<ApiEnv>()
  .get('/', describe(getDistrict, District), async (c) => c.json(await run(c, getDistrict, {})))
  .patch('/', describe(changeDistrict, District), input('json', DistrictChange), async (c) =>
    c.json(await run(c, changeDistrict, c.req.valid('json'))),
  );
