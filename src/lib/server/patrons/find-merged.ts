import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { patronMerge } from '../db/schema/patron-changes';
import { patron } from '../db/schema/patrons';

const stands = isNull(patronMerge.undoneAt);

/** Whose the record with this id is now: the one it was merged into, else its own id. */
export async function findMergedId(read: Reader, id: string): Promise<string> {
  const [row] = await read
    .select({ keptId: patronMerge.keptId })
    .from(patronMerge)
    .where(and(eq(patronMerge.lostId, id), stands))
    .orderBy(desc(patronMerge.id))
    .limit(1);
  return row?.keptId ?? id;
}

/**
 * The barcode that stands for a card which a merge took out of use: what a device recorded under the old one before it
 * heard of the merge belongs to the merged record. Known as long as the merge can be undone.
 * @returns the barcode as given while somebody has it, or when nobody had it
 */
export async function findMergedBarcode(read: Reader, barcode: string): Promise<string> {
  const owner = await read.select({ id: patron.id }).from(patron).where(eq(patron.barcode, barcode)).limit(1);
  if (barcode === '' || owner.length > 0) return barcode;
  const [row] = await read
    .select({ barcode: patron.barcode })
    .from(patronMerge)
    .innerJoin(patron, eq(patron.id, patronMerge.keptId))
    .where(
      and(
        stands,
        sql`${barcode} in (json_extract(${patronMerge.snapshot}, '$.lost.barcode'), json_extract(${patronMerge.snapshot}, '$.before.barcode'))`,
      ),
    )
    .orderBy(desc(patronMerge.id))
    .limit(1);
  return row?.barcode ?? barcode;
}

/** Ids of the records that were merged into these and are no more: a device that has them forgets them. */
export async function findLostIds(read: Reader, keptIds: readonly string[]): Promise<string[]> {
  const rows = await read
    .select({ lostId: patronMerge.lostId })
    .from(patronMerge)
    .where(and(inArray(patronMerge.keptId, [...keptIds]), stands));
  return rows.map(({ lostId }) => lostId);
}
