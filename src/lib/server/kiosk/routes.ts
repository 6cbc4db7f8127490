import { Hono } from 'hono';
import { Enrolment, EnrolmentCode, KioskDeviceList, KioskSession, NewEnrolment } from '$lib/contracts/kiosk';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { createEnrolment, enrolStation } from './enrol-station';
import { getKioskSession } from './get-kiosk-session';
import { listStations, revokeStation } from './manage-stations';

export const kioskRoutes = new Hono<ApiEnv>()
  .post('/enrolments', describe(createEnrolment, Enrolment, 201), input('json', NewEnrolment), async (c) =>
    c.json(await run(c, createEnrolment, c.req.valid('json')), 201),
  )
  .get('/session', describe(getKioskSession, KioskSession), async (c) =>
    c.json(await run(c, getKioskSession, {})),
  )
  .post('/session', describe(enrolStation), input('json', EnrolmentCode), async (c) => {
    const { cookie, ...answer } = await run(c, enrolStation, c.req.valid('json'));
    c.header('Set-Cookie', cookie, { append: true });
    return c.json(answer);
  })
  .get('/devices', describe(listStations, KioskDeviceList), async (c) =>
    c.json(await run(c, listStations, {})),
  )
  .delete('/devices/:id', describe(revokeStation, undefined, 204), async (c) => {
    await run(c, revokeStation, { id: c.req.param('id') });
    return c.body(null, 204);
  });
