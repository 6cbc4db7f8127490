import { and, asc, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { Receipt } from '$lib/contracts/fines';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { notFound } from '../app-error';
import type { Reader } from '../db/client';
import { fineEntry } from '../db/schema/fines';
import { patronById } from '../patrons/queries';
import { iso } from '../paging';
import { siteById } from '../sites/queries';
import { readDistrict } from '../sites/read-district';
import { localToday } from '../sites/read-today';
import { fineById, type NewEntryRow } from './queries';

/** The parts of a payment: the entry with the receipt's own id, and those whose ids begin with it. */
const paymentEntries = (read: Reader, id: string) =>
  read
    .select()
    .from(fineEntry)
    .where(
      and(
        or(eq(fineEntry.id, id), and(gt(fineEntry.id, `${id}.`), lt(fineEntry.id, `${id}/`))),
        eq(fineEntry.type, 'payment'),
      ),
    )
    .orderBy(asc(fineEntry.id));

/** A payment's receipt; undefined when there is no such payment. */
export async function readReceipt(read: Reader, id: string): Promise<Receipt | undefined> {
  const entries = await paymentEntries(read, id);
  return entries[0] && receiptOf(read, entries[0].patronId, entries);
}

async function itemOf(read: Reader, entry: NewEntryRow, currency: string): Promise<Receipt['items'][number]> {
  const found = await fineById(read, entry.fineId);
  if (!found) throw notFound();
  const { row, title } = found;
  return {
    fineId: row.id,
    kind: row.kind,
    title,
    note: row.note,
    amount: { amount: -entry.amount, currency },
  };
}

/** The sum of a patron's ledger, in minor units. */
async function balanceNow(read: Reader, patronId: string): Promise<number> {
  const [row] = await read.all<{ balance: number }>(
    sql`select coalesce(sum(amount), 0) as balance from fine_entry where patron_id = ${patronId}`,
  );
  return row?.balance ?? 0;
}

/** The receipt of a payment's entries; the balance is that of now. */
async function receiptOf(read: Reader, patronId: string, entries: NewEntryRow[]): Promise<Receipt> {
  const [first] = entries;
  const who = await patronById(read, patronId);
  if (!first || !who) throw notFound();
  const [{ currency }, site, by, balance, day] = await Promise.all([
    readDistrict(read),
    first.siteId ? siteById(read, first.siteId) : undefined,
    first.actorId ? patronById(read, first.actorId) : undefined,
    balanceNow(read, patronId),
    localToday(read, first.siteId, first.at),
  ]);
  const sum = entries.reduce((total, entry) => total + entry.amount, 0);
  return {
    id: first.id,
    patronId,
    name: nameOrUsername(who),
    at: iso(first.at),
    day,
    site: site?.name ?? null,
    by: by ? nameOrUsername(by) : null,
    method: first.method ?? 'other',
    total: { amount: -sum, currency },
    balance: { amount: balance, currency },
    mailable: who.primaryEmail !== null && who.enabled,
    items: await Promise.all(entries.map((entry) => itemOf(read, entry, currency))),
  };
}
