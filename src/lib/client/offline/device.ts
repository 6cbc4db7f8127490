import { v4 as randomId } from 'uuid';
import type { DeviceWelcome } from '$lib/contracts/sync';
import type { DeviceRecord, OfflineDatabase } from './db';
import { offerAgain } from './outbox';
import { wipeSnapshot } from './snapshot';

/** Who this device is; made up on first use, and kept with the outbox. */
export async function thisDevice(db: OfflineDatabase): Promise<DeviceRecord> {
  return db.transaction('rw', db.meta, async () => {
    const known = await db.device();
    if (known) return known;
    const made: DeviceRecord = { key: 'device', id: randomId(), clockOffset: 0 };
    await db.meta.put(made);
    return made;
  });
}

/** Asks the server what time it is and whether this device may still be used. */
export type SayHello = (hello: { id: string; clock: number }) => Promise<DeviceWelcome>;

/**
 * Says hello: measures the clock, notices a restored backup and that the device was taken out of use, in which case
 * its snapshot goes at once. @returns the server's answer.
 */
export async function sayHello(
  db: OfflineDatabase,
  hello: SayHello,
  now: () => number,
): Promise<DeviceWelcome> {
  const device = await thisDevice(db);
  const asked = now();
  const welcome = await hello({ id: device.id, clock: asked });
  // The answer was given about halfway between asking and hearing.
  const clockOffset = Math.round(welcome.serverTime - (asked + now()) / 2);
  if (welcome.revoked) await wipeSnapshot(db);
  if (device.epoch !== undefined && device.epoch !== welcome.epoch) await offerAgain(db);
  await db.meta.put({ ...device, clockOffset, epoch: welcome.epoch });
  return welcome;
}
