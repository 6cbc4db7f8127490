import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import {
  NewStationOrderById,
  StationChangeById,
  type KioskDevice,
  type SearchDay,
} from '$lib/contracts/kiosk';
import { ById } from '$lib/contracts/shared';
import { notFound } from '../app-error';
import { device } from '../db/schema/auth';
import { statement } from '../db/statement';
import { iso, isoOrNull } from '../paging';
import { useCase, type Context } from '../use-case';
import {
  deviceById,
  kioskDevices,
  ORDER_STATION,
  orderSince,
  searchDays,
  siteNames,
  type DeviceRow,
} from './queries';

/** A station calls once a minute: after this long something is wrong with it, its network or its plug. */
const SILENT_MS = 10 * 60_000;
/** The days that are still told apart, and some years of months. */
const MOST_DAYS = 31 + 36;

function statusOf(row: DeviceRow, now: number): KioskDevice['status'] {
  if (row.revokedAt !== null) return 'revoked';
  if (row.credentialHash !== null)
    return now - (row.lastContactAt ?? row.createdAt) > SILENT_MS ? 'silent' : 'active';
  return (row.enrolmentExpiresAt ?? 0) > now ? 'waiting' : 'expired';
}

const isInUse = (row: DeviceRow) => row.revokedAt === null && row.credentialHash !== null;

/** Every search station of the district with its state, sites, version and last contact. */
export const listStations = useCase({
  name: 'list-kiosk-devices',
  permission: 'kiosk.administer',
  input: v.object({}),
  async run(context): Promise<{ items: KioskDevice[]; total: number }> {
    const { read } = context.database;
    const rows = await kioskDevices(read);
    const accounts = rows.flatMap((row) => row.device.genericPatronId ?? []);
    const sites = await siteNames(read, accounts);
    const items = rows.map(async ({ device: row, genericUsername }) => ({
      id: row.id,
      name: row.name,
      genericPatronId: row.genericPatronId,
      genericUsername,
      status: statusOf(row, context.now),
      sites: sites.get(row.genericPatronId ?? '') ?? [],
      createdAt: iso(row.createdAt),
      lastContactAt: isoOrNull(row.lastContactAt),
      version: row.version,
      order: isInUse(row) ? await orderSince(read, row.id, row.lastContactAt ?? 0) : null,
    }));
    return { items: await Promise.all(items), total: rows.length };
  },
});

async function stationOf(context: Context, id: string): Promise<DeviceRow> {
  const row = await deviceById(context.database.read, id);
  if (row?.kind !== 'kiosk') throw notFound();
  return row;
}

/** Takes the credential of a station away; its next request is nobody's. @throws AppError not-found. */
export const revokeStation = useCase({
  name: 'revoke-kiosk-device',
  permission: 'kiosk.administer',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const row = await stationOf(context, id);
      const update = context.database.read
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

/** Gives a station another name. @throws AppError not-found. */
export const renameStation = useCase({
  name: 'rename-kiosk-device',
  permission: 'kiosk.administer',
  input: StationChangeById,
  run: (context, { id, name }): Promise<{ id: string }> =>
    context.change(async () => {
      await stationOf(context, id);
      const update = context.database.read.update(device).set({ name }).where(eq(device.id, id));
      return {
        statements: [statement(update)],
        audit: { subjectType: 'device', subjectId: id },
        answer: { id },
      };
    }),
});

/**
 * Asks a station to start again or to load itself anew; it hears of it when it next calls. The audit row is the order:
 * whatever was asked after the last call is still to be done. @throws AppError not-found, also for one that is revoked.
 */
export const orderStation = useCase({
  name: ORDER_STATION,
  permission: 'kiosk.administer',
  input: NewStationOrderById,
  run: (context, { id, order }): Promise<null> =>
    context.change(async () => {
      if (!isInUse(await stationOf(context, id))) throw notFound();
      return {
        statements: [],
        audit: { subjectType: 'device', subjectId: id, details: { order } },
        answer: null,
      };
    }),
});

/** How much was searched anonymously on the last days: counts, without words, devices or addresses. */
export const listSearchDays = useCase({
  name: 'list-search-days',
  permission: 'kiosk.administer',
  input: v.object({}),
  async run(context): Promise<{ items: SearchDay[] }> {
    return { items: await searchDays(context.database.read, MOST_DAYS) };
  },
});
