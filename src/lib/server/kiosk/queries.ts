import { desc, eq } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { device } from '../db/schema/auth';
import { patron } from '../db/schema/patrons';

export type DeviceRow = typeof device.$inferSelect;

export const deviceById = async (read: Reader, id: string) =>
  (await read.select().from(device).where(eq(device.id, id)))[0];

export const deviceByEnrolment = async (read: Reader, enrolmentHash: string) =>
  (await read.select().from(device).where(eq(device.enrolmentHash, enrolmentHash)))[0];

export const kioskDevices = (read: Reader) =>
  read
    .select({ device, genericUsername: patron.username })
    .from(device)
    .leftJoin(patron, eq(patron.id, device.genericPatronId))
    .where(eq(device.kind, 'kiosk'))
    .orderBy(desc(device.createdAt));
