import { and, eq, isNull } from 'drizzle-orm';
import { usernameKey } from '$lib/domain/patrons/username';
import { m } from '$lib/paraglide/messages.js';
import { SYSTEM } from '../actor';
import { device } from '../db/schema/auth';
import { patron } from '../db/schema/patrons';
import { statement } from '../db/statement';
import { createEnrolment } from '../kiosk/enrol-station';
import type { Services } from '../services';
import { perform } from '../use-case';

const KIOSK_USERNAME = 'kiosk';

/**
 * A fresh enrolment code for the demo's search station; codes of earlier starts that nobody used are taken away.
 * @returns undefined when somebody renamed or removed the account.
 */
export async function enrolDemoStation(services: Services) {
  const { read, writer } = services.database;
  const [account] = await read
    .select({ id: patron.id })
    .from(patron)
    .where(eq(patron.usernameKey, usernameKey(KIOSK_USERNAME)));
  if (!account) return undefined;
  const unused = and(
    eq(device.genericPatronId, account.id),
    eq(device.createdBy, SYSTEM.patronId),
    isNull(device.credentialHash),
  );
  await writer.run([statement(read.delete(device).where(unused))]);
  const wanted = { genericPatronId: account.id, name: m.notices_demo_station() };
  return perform(services, { actor: SYSTEM, requestId: 'start' }, createEnrolment, wanted);
}
