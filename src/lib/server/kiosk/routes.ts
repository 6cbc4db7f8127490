import { Hono } from 'hono';
import {
  CardCheck,
  CardChecked,
  Enrolment,
  EnrolmentCode,
  KioskDeviceList,
  KioskSession,
  NewEnrolment,
  NewStationOrder,
  SearchDays,
  StationChange,
  StationContact,
  StationContacted,
  StationHold,
  StationHoldPlaced,
} from '$lib/contracts/kiosk';
import { KioskSettings, KioskSettingsChange } from '$lib/contracts/kiosk-settings';
import { Id } from '$lib/contracts/shared';
import { StationIndexPage, StationIndexQuery } from '$lib/contracts/station-index';
import * as v from 'valibot';
import type { ApiEnv } from '../http/context';
import { describe, input, run, runUnkept } from '../http/route';
import { changeKioskSettings, getKioskSettings } from './change-kiosk-settings';
import { contactStation } from './contact-station';
import { drawShelfMark } from './draw-shelf-mark';
import { createEnrolment, enrolStation } from './enrol-station';
import { getKioskSession } from './get-kiosk-session';
import { getStationIndex } from './get-station-index';
import { listSearchDays, listStations, orderStation, renameStation, revokeStation } from './manage-stations';
import { checkCard, placeStationHold } from './place-station-hold';

/** What the administration does with stations. */
const administrationRoutes = new Hono<ApiEnv>()
  .post('/enrolments', describe(createEnrolment, Enrolment, 201), input('json', NewEnrolment), async (c) =>
    c.json(await run(c, createEnrolment, c.req.valid('json')), 201),
  )
  .get('/devices', describe(listStations, KioskDeviceList), async (c) =>
    c.json(await run(c, listStations, {})),
  )
  .patch(
    '/devices/:id',
    describe(renameStation, v.object({ id: Id })),
    input('json', StationChange),
    async (c) => c.json(await run(c, renameStation, { id: c.req.param('id'), ...c.req.valid('json') })),
  )
  .post(
    '/devices/:id/orders',
    describe(orderStation, undefined, 204),
    input('json', NewStationOrder),
    async (c) => {
      await run(c, orderStation, { id: c.req.param('id'), ...c.req.valid('json') });
      return c.body(null, 204);
    },
  )
  .delete('/devices/:id', describe(revokeStation, undefined, 204), async (c) => {
    await run(c, revokeStation, { id: c.req.param('id') });
    return c.body(null, 204);
  })
  .get('/sites/:siteId', describe(getKioskSettings, KioskSettings), async (c) =>
    c.json(await run(c, getKioskSettings, { siteId: c.req.param('siteId') })),
  )
  .patch(
    '/sites/:siteId',
    describe(changeKioskSettings, KioskSettings),
    input('json', KioskSettingsChange),
    async (c) =>
      c.json(await run(c, changeKioskSettings, { ...c.req.valid('json'), siteId: c.req.param('siteId') })),
  )
  .get('/search-days', describe(listSearchDays, SearchDays), async (c) =>
    c.json(await run(c, listSearchDays, {})),
  );

/** What a station does for itself and its visitors. */
const stationRoutes = new Hono<ApiEnv>()
  .get('/session', describe(getKioskSession, KioskSession), async (c) =>
    c.json(await run(c, getKioskSession, {})),
  )
  .post('/session', describe(enrolStation), input('json', EnrolmentCode), async (c) => {
    const { cookie, ...answer } = await run(c, enrolStation, c.req.valid('json'));
    c.header('Set-Cookie', cookie, { append: true });
    return c.json(answer);
  })
  .post('/contact', describe(contactStation, StationContacted), input('json', StationContact), async (c) =>
    c.json(await run(c, contactStation, c.req.valid('json'))),
  )
  .get(
    '/index',
    describe(getStationIndex, StationIndexPage),
    input('query', StationIndexQuery),
    async (c) => {
      const { page, etag } = await run(c, getStationIndex, c.req.valid('query'));
      c.header('ETag', etag);
      return c.req.header('if-none-match') === etag ? c.body(null, 304) : c.json(page);
    },
  )
  .get('/titles/:id/mark', describe(drawShelfMark), async (c) =>
    c.body(await run(c, drawShelfMark, { id: c.req.param('id') }), 200, { 'Content-Type': 'image/svg+xml' }),
  )
  .post('/cards', describe(checkCard, CardChecked), input('json', CardCheck), async (c) =>
    c.json(await runUnkept(c, checkCard, c.req.valid('json'))),
  )
  .post('/holds', describe(placeStationHold, StationHoldPlaced, 201), input('json', StationHold), async (c) =>
    c.json(await runUnkept(c, placeStationHold, c.req.valid('json')), 201),
  );

export const kioskRoutes = new Hono<ApiEnv>().route('/', administrationRoutes).route('/', stationRoutes);
