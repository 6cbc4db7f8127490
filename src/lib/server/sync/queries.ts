import type { InStatement } from '@libsql/client';
import { aliasedTable, and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { device } from '../db/schema/auth';
import { copy, title } from '../db/schema/catalogue';
import { loan } from '../db/schema/circulation';
import { patron } from '../db/schema/patrons';
import { command, syncException } from '../db/schema/sync';
import { statement } from '../db/statement';

export type DeviceRow = typeof device.$inferSelect;
export type CommandRow = typeof command.$inferSelect;

export const deviceById = async (read: Reader, id: string) =>
  (await read.select().from(device).where(eq(device.id, id)))[0];

export const insertDevice = (read: Reader, row: typeof device.$inferInsert): InStatement =>
  statement(read.insert(device).values(row));

export const setDevice = (
  read: Reader,
  id: string,
  values: Partial<typeof device.$inferInsert>,
): InStatement => statement(read.update(device).set(values).where(eq(device.id, id)));

export const commandById = async (read: Reader, id: string) =>
  (await read.select().from(command).where(eq(command.id, id)))[0];

export const insertCommand = (read: Reader, row: typeof command.$inferInsert): InStatement =>
  statement(read.insert(command).values(row));

/** When the last command of a device happened, ms; nothing of it can have happened before. */
export async function lastOccurredAt(read: Reader, deviceId: string): Promise<number | null> {
  const [row] = await read
    .select({ at: command.occurredAt })
    .from(command)
    .where(eq(command.deviceId, deviceId))
    .orderBy(desc(command.seq))
    .limit(1);
  return row?.at ?? null;
}

/** When the status of a copy was last changed, ms. */
export async function copyChangedAt(read: Reader, barcode: string): Promise<number | null> {
  const [row] = await read.select({ at: copy.statusChangedAt }).from(copy).where(eq(copy.barcode, barcode));
  return row?.at ?? null;
}

export const loanExists = async (read: Reader, id: string) =>
  (await read.select({ id: loan.id }).from(loan).where(eq(loan.id, id))).length > 0;

/** Whose loan it is or was, and of what. */
export const loanSubjects = async (read: Reader, id: string) =>
  (await read.select({ patronId: loan.patronId, copyId: loan.copyId }).from(loan).where(eq(loan.id, id)))[0];

export const patronIdByBarcode = async (read: Reader, barcode: string) =>
  (await read.select({ id: patron.id }).from(patron).where(eq(patron.barcode, barcode)))[0]?.id ?? null;

export const copyIdByBarcode = async (read: Reader, barcode: string) =>
  (await read.select({ id: copy.id }).from(copy).where(eq(copy.barcode, barcode)))[0]?.id ?? null;

export const insertException = (read: Reader, row: typeof syncException.$inferInsert): InStatement =>
  statement(read.insert(syncException).values(row));

export const setException = (
  read: Reader,
  id: string,
  values: Partial<typeof syncException.$inferInsert>,
): InStatement => statement(read.update(syncException).set(values).where(eq(syncException.id, id)));

const actor = aliasedTable(patron, 'actor');
const holder = aliasedTable(patron, 'holder');

const names = (of: typeof patron) => ({
  id: of.id,
  givenName: of.givenName,
  preferredName: of.preferredName,
  surname: of.surname,
  username: of.username,
});

const shown = (read: Reader) =>
  read
    .select({
      row: syncException,
      command,
      device: device.name,
      actor: names(actor),
      patron: names(patron),
      title: { id: title.id, title: title.title },
      holder: names(holder),
    })
    .from(syncException)
    .innerJoin(command, eq(command.id, syncException.commandId))
    .leftJoin(device, eq(device.id, command.deviceId))
    .leftJoin(actor, eq(actor.id, command.actorId))
    .leftJoin(patron, eq(patron.id, syncException.patronId))
    .leftJoin(copy, eq(copy.id, syncException.copyId))
    .leftJoin(title, eq(title.id, copy.titleId))
    .leftJoin(loan, and(eq(loan.copyId, syncException.copyId), isNull(loan.returnedAt)))
    .leftJoin(holder, eq(holder.id, loan.patronId));

export type ShownException = Awaited<ReturnType<typeof exceptionsPage>>[number];

/** Exceptions in the order in which they came. */
export const exceptionsPage = (
  read: Reader,
  status: 'open' | 'resolved',
  after: (string | number)[] | undefined,
  limit: number,
) => {
  const [at, id] = after ?? [];
  const later = or(
    gt(syncException.createdAt, Number(at)),
    and(eq(syncException.createdAt, Number(at)), gt(syncException.id, String(id))),
  );
  return shown(read)
    .where(and(eq(syncException.status, status), after ? later : undefined))
    .orderBy(asc(syncException.createdAt), asc(syncException.id))
    .limit(limit);
};

export const exceptionById = async (read: Reader, id: string) =>
  (await shown(read).where(eq(syncException.id, id)))[0];

export async function countExceptions(read: Reader, status: 'open' | 'resolved'): Promise<number> {
  const [row] = await read
    .select({ total: sql<number>`count(*)` })
    .from(syncException)
    .where(eq(syncException.status, status));
  return row?.total ?? 0;
}
