import type { SQL } from 'drizzle-orm';
import { setImmediate } from 'node:timers/promises';
import type { ExportPatron } from '$lib/domain/exports/patron-columns';
import type { Reader } from '../db/client';
import { iso, isoOrNull } from '../paging';
import { fieldsOf } from '../patrons/patron-answer';
import type { PatronRecord } from '../patrons/queries';
import { belongingsOf, nextPatrons } from './queries';

export type Pages = AsyncIterable<readonly ExportPatron[]>;

/** So many people are in memory at once, and so long the desk waits for the thread. */
const PAGE = 250;

/** The rows of a page by patron. */
function grouped<R extends { patronId: string | null }, T>(rows: readonly R[], valueOf: (row: R) => T) {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    // Loans that are over may have lost their patron; those of the page's people have not.
    if (row.patronId === null) continue;
    const values = found.get(row.patronId);
    if (values) values.push(valueOf(row));
    else found.set(row.patronId, [valueOf(row)]);
  }
  return (id: string): T[] => found.get(id) ?? [];
}

async function withBelongings(read: Reader, rows: readonly PatronRecord[]): Promise<ExportPatron[]> {
  const found = await belongingsOf(
    read,
    rows.map(({ id }) => id),
  );
  const sites = grouped(found.sites, (row) => row.siteId);
  const groups = grouped(found.groups, (row) => row.libraryGroupId);
  const levels = grouped(found.levels, (row) => row.accessLevelId);
  const own = grouped(found.own, (row) => [row.fieldId, row.value] as const);
  const loans = grouped(found.loans, (row) => row.out);
  const money = grouped(found.money, (row) => row.balance);
  return rows.map((row) => ({
    ...fieldsOf(row, {
      siteIds: sites(row.id),
      libraryGroupIds: groups(row.id).sort(),
      accessLevelIds: levels(row.id).sort(),
      contacts: [],
    }),
    id: row.id,
    photoId: row.photoId,
    source: row.source,
    createdAt: iso(row.createdAt),
    lastSignInAt: isoOrNull(row.lastSignInAt),
    loansOut: loans(row.id)[0] ?? 0,
    balance: money(row.id)[0] ?? 0,
    own: Object.fromEntries(own(row.id)),
  }));
}

/** Everybody who is wanted, page by page in the order of names; between pages everybody else has their turn. */
export async function* exportPages(
  read: Reader,
  wanted: SQL | undefined,
): AsyncGenerator<readonly ExportPatron[]> {
  let after: PatronRecord | undefined;
  for (;;) {
    const rows = await nextPatrons(read, wanted, after, PAGE);
    if (rows.length > 0) yield await withBelongings(read, rows);
    if (rows.length < PAGE) return;
    after = rows.at(-1);
    await setImmediate();
  }
}
