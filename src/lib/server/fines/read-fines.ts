import { ON_ACCOUNT, type Fine, type FineList } from '$lib/contracts/fines';
import { creditOf, summarize } from '$lib/domain/fines/ledger';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Reader } from '../db/client';
import { iso } from '../paging';
import { namesOf } from '../patrons/queries';
import { readDistrict } from '../sites/read-district';
import { entriesOf, finesOf, type ShownFine } from './queries';

type Entry = Awaited<ReturnType<typeof entriesOf>>[number];

const creditIn = (entries: readonly Entry[]): number =>
  creditOf(
    entries.map((entry) => ({ ...entry, kind: entry.type })),
    ON_ACCOUNT,
  );

/**
 * A fine with its ledger as the API shows it.
 * @param names of those who did something, by id; who is not among them is not told
 */
export function fineAnswer(
  found: ShownFine,
  entries: Entry[],
  currency: string,
  names: ReadonlyMap<string, string> = new Map(),
): Fine {
  const { row, titleId, title, copyBarcode } = found;
  const money = (amount: number) => ({ amount, currency });
  const figures = summarize({ entries: entries.map((entry) => ({ ...entry, kind: entry.type })) });
  return {
    id: row.id,
    patronId: row.patronId,
    kind: row.kind,
    growing: row.growing,
    note: row.note,
    title: titleId && title ? { id: titleId, title } : null,
    copyBarcode,
    charged: money(figures.charged),
    outstanding: money(figures.outstanding),
    credit: money(creditIn(entries)),
    createdAt: iso(row.createdAt),
    entries: entries.map(({ id, type, amount, method, reason, at, actorId }) => ({
      id,
      type,
      amount: money(amount),
      method,
      reason,
      at: iso(at),
      by: actorId && names.has(actorId) ? { id: actorId, name: names.get(actorId) ?? '' } : null,
    })),
  };
}

/** The names of those who did something to these ledgers. */
async function actorsOf(read: Reader, entries: Entry[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.flatMap(({ actorId }) => actorId ?? []))];
  return new Map((await namesOf(read, ids)).map((row) => [row.id, displayName(row)]));
}

interface Sight {
  /** Who did what is for staff. */
  actors: boolean;
  /** Only fines of library materials. */
  libraryOnly?: boolean;
}

/** What a patron owes or ever owed, newest first, with the balance: the sum of all entries that are shown. */
export async function readFines(
  read: Reader,
  patronId: string,
  sight: Sight = { actors: false },
): Promise<FineList> {
  const { currency } = await readDistrict(read);
  const all = await finesOf(read, patronId);
  const fines = sight.libraryOnly ? all.filter(({ materialKind }) => materialKind === 'library') : all;
  const entries = await entriesOf(
    read,
    fines.map(({ row }) => row.id),
  );
  const names = sight.actors ? await actorsOf(read, entries) : undefined;
  const items = fines.map((found) =>
    fineAnswer(
      found,
      entries.filter((entry) => entry.fineId === found.row.id),
      currency,
      names,
    ),
  );
  const amount = entries.reduce((sum, entry) => sum + entry.amount, 0);
  const credit = items.reduce((sum, item) => sum + item.credit.amount, 0);
  return {
    balance: { amount, currency },
    credit: { amount: credit, currency },
    items,
    total: items.length,
  };
}
