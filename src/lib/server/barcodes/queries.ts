import type { InStatement } from '@libsql/client';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { RangeKind } from '$lib/contracts/barcodes';
import type { Reader } from '../db/client';
import { copy, fund } from '../db/schema/catalogue';
import { barcodeRange } from '../db/schema/cataloguing';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';

export type RangeRow = typeof barcodeRange.$inferSelect;
type RangeValues = Omit<RangeRow, 'rev'>;

export const allRanges = (read: Reader): Promise<RangeRow[]> =>
  read
    .select()
    .from(barcodeRange)
    .orderBy(asc(barcodeRange.kind), asc(barcodeRange.name), asc(barcodeRange.id));

/** The ranges for copies or for people, by name. */
export const rangesOfKind = (read: Reader, kind: RangeKind): Promise<RangeRow[]> =>
  read
    .select()
    .from(barcodeRange)
    .where(eq(barcodeRange.kind, kind))
    .orderBy(asc(barcodeRange.name), asc(barcodeRange.id));

export const rangeById = async (read: Reader, id: string): Promise<RangeRow | undefined> =>
  (await read.select().from(barcodeRange).where(eq(barcodeRange.id, id)))[0];

export const insertRange = (read: Reader, values: RangeValues): InStatement =>
  statement(read.insert(barcodeRange).values({ ...values, rev: nextRev }));

export const updateRange = (read: Reader, id: string, values: Partial<RangeValues>): InStatement =>
  statement(
    read
      .update(barcodeRange)
      .set({ ...values, rev: nextRev })
      .where(eq(barcodeRange.id, id)),
  );

export const deleteRange = (read: Reader, id: string): InStatement =>
  statement(read.delete(barcodeRange).where(eq(barcodeRange.id, id)));

/** Which of these barcodes a copy or a person has: a scan must never mean both. */
export async function barcodesInUse(read: Reader, barcodes: readonly string[]): Promise<Set<string>> {
  const given = sql`(select value from json_each(${JSON.stringify(barcodes)}))`;
  const [copies, people] = await Promise.all([
    read.select({ barcode: copy.barcode }).from(copy).where(inArray(copy.barcode, given)),
    read.select({ barcode: patron.barcode }).from(patron).where(inArray(patron.barcode, given)),
  ]);
  return new Set([...copies, ...people].flatMap(({ barcode }) => barcode ?? []));
}

/** Counting stops here: a list of funds is no place to wait for an exact number. */
const MOST_COUNTED = 10_000;

/** Funds with how many copies were paid from each (10,000 at most are counted), by name. */
export const fundsWithCopies = (read: Reader) =>
  read
    .select({
      id: fund.id,
      name: fund.name,
      siteId: fund.siteId,
      copies: sql<number>`(select count(*) from
        (select 1 from copy c where c.fund_id = fund.id limit ${MOST_COUNTED}))`,
    })
    .from(fund)
    .orderBy(asc(fund.name), asc(fund.id));

export const fundById = async (read: Reader, id: string) =>
  (await read.select().from(fund).where(eq(fund.id, id)))[0];

/** Another fund of the same site, or of the district, with this name. */
export const isFundNameTaken = async (
  read: Reader,
  { id, name, siteId }: { id?: string; name: string; siteId: string | null },
) => {
  const site = siteId === null ? sql`${fund.siteId} is null` : eq(fund.siteId, siteId);
  const rows = await read
    .select({ id: fund.id })
    .from(fund)
    .where(and(site, sql`lower(${fund.name}) = lower(${name})`));
  return rows.some((row) => row.id !== id);
};

export const hasCopies = async (read: Reader, fundId: string) =>
  (await read.select({ id: copy.id }).from(copy).where(eq(copy.fundId, fundId)).limit(1)).length > 0;

export const insertFund = (read: Reader, values: { id: string; name: string; siteId: string | null }) =>
  statement(read.insert(fund).values({ ...values, rev: nextRev }));

export const renameFund = (read: Reader, id: string, name: string) =>
  statement(read.update(fund).set({ name, rev: nextRev }).where(eq(fund.id, id)));

export const deleteFund = (read: Reader, id: string) => statement(read.delete(fund).where(eq(fund.id, id)));
