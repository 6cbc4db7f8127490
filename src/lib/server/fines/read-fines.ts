import type { Fine, FineList } from '$lib/contracts/fines';
import { summarize } from '$lib/domain/fines/ledger';
import type { Reader } from '../db/client';
import { iso } from '../paging';
import { readDistrict } from '../sites/read-district';
import { entriesOf, finesOf, type ShownFine } from './queries';

type Entry = Awaited<ReturnType<typeof entriesOf>>[number];

/** A fine with its ledger as the API shows it. */
export function fineAnswer(found: ShownFine, entries: Entry[], currency: string): Fine {
  const { row, titleId, title, copyBarcode } = found;
  const money = (amount: number) => ({ amount, currency });
  const figures = summarize({ entries: entries.map((entry) => ({ ...entry, kind: entry.type })) });
  return {
    id: row.id,
    patronId: row.patronId,
    kind: row.kind,
    note: row.note,
    title: titleId && title ? { id: titleId, title } : null,
    copyBarcode,
    charged: money(figures.charged),
    outstanding: money(figures.outstanding),
    createdAt: iso(row.createdAt),
    entries: entries.map(({ id, type, amount, method, reason, at }) => ({
      id,
      type,
      amount: money(amount),
      method,
      reason,
      at: iso(at),
    })),
  };
}

/** Everything a patron owes or ever owed, newest first, with the balance: the sum of all entries. */
export async function readFines(read: Reader, patronId: string): Promise<FineList> {
  const { currency } = await readDistrict(read);
  const fines = await finesOf(read, patronId);
  const entries = await entriesOf(
    read,
    fines.map(({ row }) => row.id),
  );
  const items = fines.map((found) =>
    fineAnswer(
      found,
      entries.filter((entry) => entry.fineId === found.row.id),
      currency,
    ),
  );
  const amount = entries.reduce((sum, entry) => sum + entry.amount, 0);
  return { balance: { amount, currency }, items, total: items.length };
}
