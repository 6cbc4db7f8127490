import type { InStatement } from '@libsql/client';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { LabelFormat } from '$lib/contracts/labels';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { labelFormat } from '../db/schema/cataloguing';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';

type FormatValues = Omit<LabelFormat, 'rev'>;

const formatOf = (row: typeof labelFormat.$inferSelect): LabelFormat => ({
  ...row,
  layout: row.layout as unknown as LabelFormat['layout'],
});

export const allFormats = async (read: Reader): Promise<LabelFormat[]> =>
  (await read.select().from(labelFormat).orderBy(asc(labelFormat.name))).map(formatOf);

export const formatById = async (read: Reader, id: string): Promise<LabelFormat | undefined> => {
  const [row] = await read.select().from(labelFormat).where(eq(labelFormat.id, id));
  return row && formatOf(row);
};

export const insertFormat = (read: Reader, values: FormatValues): InStatement =>
  statement(read.insert(labelFormat).values({ ...values, rev: nextRev }));

export const updateFormat = (read: Reader, { id, ...values }: FormatValues): InStatement =>
  statement(
    read
      .update(labelFormat)
      .set({ ...values, rev: nextRev })
      .where(eq(labelFormat.id, id)),
  );

export const deleteFormat = (read: Reader, id: string): InStatement =>
  statement(read.delete(labelFormat).where(eq(labelFormat.id, id)));

const given = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** What stands on the labels of these copies, in the order of the ids. */
export async function labelRows(read: Reader, ids: readonly string[]) {
  const rows = await read
    .select({
      copyId: copy.id,
      barcode: copy.barcode,
      siteId: copy.ownerSiteId,
      copyCallNumber: copy.callNumber,
      copyNumber: copy.copyNumber,
      title: title.title,
      titleCallNumber: title.callNumber,
      volume: title.volume,
    })
    .from(copy)
    .innerJoin(title, eq(title.id, copy.titleId))
    .where(inArray(copy.id, given(ids)));
  const byId = new Map(rows.map((row) => [row.copyId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Whose cards these are, in the order of the ids; generic accounts have none. */
export async function cardRows(read: Reader, ids: readonly string[]) {
  const rows = await read
    .select()
    .from(patron)
    .where(inArray(patron.id, given(ids)));
  const byId = new Map(rows.filter(({ kind }) => kind === 'personal').map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
