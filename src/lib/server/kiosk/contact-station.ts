import { eq } from 'drizzle-orm';
import { StationContact, type StationContacted } from '$lib/contracts/kiosk';
import { device } from '../db/schema/auth';
import { statement } from '../db/statement';
import { useCase } from '../use-case';
import { askingStation } from './find-station';
import { orderSince } from './queries';
import { sessionOfStation } from './station-session';

/** A station may call as often as it likes; it is written down this often. */
const LEAST_MS = 50_000;

/**
 * A station says that it is there. Written at most about once a minute and without an audit row: it says nothing
 * about anybody. @returns what the administration has asked of it since its last call, and whether its settings are others.
 * @throws AppError not-signed-in for any other browser.
 */
export const contactStation = useCase({
  name: 'contact-kiosk-device',
  permission: 'catalogue.search',
  input: StationContact,
  async run(context, contact): Promise<StationContacted> {
    const { database, now } = context;
    const row = await askingStation(context);
    const order = await orderSince(database.read, row.id, row.lastContactAt ?? 0);
    const due = now - (row.lastContactAt ?? 0) >= LEAST_MS || row.version !== contact.version;
    if (order !== null || due) {
      const values = { lastContactAt: now, version: contact.version };
      await database.writer.run([
        statement(database.read.update(device).set(values).where(eq(device.id, row.id))),
      ]);
    }
    const { version, state } = await sessionOfStation(context, row);
    return { order, version, state };
  },
});
