import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { KioskDevice } from '$lib/contracts/kiosk';
import { ById } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { device } from '../db/schema/auth';
import { statement } from '../db/statement';
import { iso, isoOrNull } from '../paging';
import { useCase } from '../use-case';
import { deviceById, kioskDevices, type DeviceRow } from './queries';

function statusOf(row: DeviceRow, now: number): KioskDevice['status'] {
  if (row.revokedAt !== null) return 'revoked';
  if (row.credentialHash !== null) return 'active';
  return (row.enrolmentExpiresAt ?? 0) > now ? 'waiting' : 'expired';
}

/** Every search station of the district with its state and last contact. */
export const listStations = useCase({
  name: 'list-kiosk-devices',
  permission: 'kiosk.administer',
  input: v.object({}),
  async run(context): Promise<{ items: KioskDevice[]; total: number }> {
    const rows = await kioskDevices(context.database.read);
    const items = rows.map(({ device: row, genericUsername }) => ({
      id: row.id,
      name: row.name,
      genericPatronId: row.genericPatronId,
      genericUsername,
      status: statusOf(row, context.now),
      createdAt: iso(row.createdAt),
      lastContactAt: isoOrNull(row.lastContactAt),
    }));
    return { items, total: items.length };
  },
});

/** Takes the credential of a station away; its next request is nobody's. @throws AppError not-found. */
export const revokeStation = useCase({
  name: 'revoke-kiosk-device',
  permission: 'kiosk.administer',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await deviceById(read, id);
      if (row?.kind !== 'kiosk') throw notFound();
      const update = read
        .update(device)
        .set({ revokedAt: context.now, enrolmentHash: null })
        .where(eq(device.id, id));
      return {
        statements: row.revokedAt === null ? [statement(update)] : [],
        audit: { subjectType: 'device', subjectId: id },
        answer: null,
      };
    }),
});
