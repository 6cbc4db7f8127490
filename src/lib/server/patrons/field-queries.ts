import { and, asc, count, eq, gt, inArray, ne, or } from 'drizzle-orm';
import type { KeptFieldValue } from '$lib/domain/patrons/field-values';
import type { Reader } from '../db/client';
import { patronField, patronFieldValue } from '../db/schema/patron-fields';
import { patron } from '../db/schema/patrons';
import { belongsToSite, withinScope } from './list-filters';

export type PatronFieldRecord = typeof patronField.$inferSelect;

/** The district's fields in their order. */
export const allPatronFields = (read: Reader): Promise<PatronFieldRecord[]> =>
  read.select().from(patronField).orderBy(asc(patronField.position), asc(patronField.id)).then();

/** How many patrons have a value, by field id. */
export async function fieldHolderCounts(read: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await read
    .select({ fieldId: patronFieldValue.fieldId, patrons: count() })
    .from(patronFieldValue)
    .groupBy(patronFieldValue.fieldId);
  return new Map(rows.map((row) => [row.fieldId, row.patrons]));
}

/** One patron's values by field id. */
export async function fieldValuesOf(read: Reader, patronId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await read
    .select({ fieldId: patronFieldValue.fieldId, value: patronFieldValue.value })
    .from(patronFieldValue)
    .where(eq(patronFieldValue.patronId, patronId));
  return new Map(rows.map((row) => [row.fieldId, row.value]));
}

/** Every value of one field, by patron. */
export const valuesOfField = (read: Reader, fieldId: string) =>
  read
    .select({ patronId: patronFieldValue.patronId, value: patronFieldValue.value })
    .from(patronFieldValue)
    .where(eq(patronFieldValue.fieldId, fieldId));

/** Every value of these fields, by patron and field; a patron without any has none. */
export async function valuesOfFields(
  read: Reader,
  fieldIds: readonly string[],
): Promise<(patronId: string) => ReadonlyMap<string, string> | undefined> {
  const found = new Map<string, Map<string, string>>();
  for (const fieldId of fieldIds)
    for (const { patronId, value } of await valuesOfField(read, fieldId)) {
      const values = found.get(patronId);
      if (values) values.set(fieldId, value);
      else found.set(patronId, new Map([[fieldId, value]]));
    }
  return (patronId) => found.get(patronId);
}

/** How many patrons have one of these values of a field. */
export async function holdersOfValues(read: Reader, fieldId: string, values: readonly string[]) {
  if (values.length === 0) return 0;
  const [row] = await read
    .select({ patrons: count() })
    .from(patronFieldValue)
    .where(and(eq(patronFieldValue.fieldId, fieldId), inArray(patronFieldValue.value, [...values])));
  return row?.patrons ?? 0;
}

/** Which of these unique values are somebody else's already, as field ids. */
export async function takenFieldIds(read: Reader, claims: readonly KeptFieldValue[], exceptId: string) {
  const unique = claims.filter(({ uniqueKey }) => uniqueKey !== null);
  if (unique.length === 0) return [];
  const rows = await read
    .selectDistinct({ fieldId: patronFieldValue.fieldId })
    .from(patronFieldValue)
    .where(
      and(
        ne(patronFieldValue.patronId, exceptId),
        or(
          ...unique.map(({ fieldId, uniqueKey }) =>
            and(eq(patronFieldValue.fieldId, fieldId), eq(patronFieldValue.uniqueKey, uniqueKey ?? '')),
          ),
        ),
      ),
    );
  return rows.map((row) => row.fieldId);
}

/**
 * The values that search finds these patrons by, for whoever rewrites their search keys.
 * @param searchableIds which fields count instead of those that are searchable now
 * @returns the values of one of the patrons, in the fields' order
 */
export async function searchableTexts(
  read: Reader,
  patronIds: readonly string[],
  searchableIds?: readonly string[],
): Promise<(patronId: string) => readonly string[]> {
  const rows = await read
    .select({ patronId: patronFieldValue.patronId, value: patronFieldValue.value })
    .from(patronFieldValue)
    .innerJoin(patronField, eq(patronField.id, patronFieldValue.fieldId))
    .where(
      and(
        inArray(patronFieldValue.patronId, [...patronIds]),
        searchableIds ? inArray(patronField.id, [...searchableIds]) : eq(patronField.searchable, true),
      ),
    )
    .orderBy(asc(patronField.position), asc(patronField.id));
  const texts = new Map<string, string[]>();
  for (const { patronId, value } of rows) texts.set(patronId, [...(texts.get(patronId) ?? []), value]);
  return (patronId) => texts.get(patronId) ?? [];
}

export const patronRowsOf = (read: Reader, patronIds: readonly string[]) =>
  read
    .select()
    .from(patron)
    .where(inArray(patron.id, [...patronIds]));

/** The next patrons by id, for work that walks through all of them. */
export async function patronIdsAfter(read: Reader, afterId: string, limit: number): Promise<string[]> {
  const rows = await read
    .select({ id: patron.id })
    .from(patron)
    .where(gt(patron.id, afterId))
    .orderBy(asc(patron.id))
    .limit(limit);
  return rows.map((row) => row.id);
}

export const patronCount = async (read: Reader): Promise<number> =>
  (await read.select({ patrons: count() }).from(patron))[0]?.patrons ?? 0;

/** All values of these patrons, by patron and field. */
export async function fieldValuesOfMany(
  read: Reader,
  patronIds: readonly string[],
): Promise<(patronId: string) => ReadonlyMap<string, string>> {
  const rows = await read
    .select({
      patronId: patronFieldValue.patronId,
      fieldId: patronFieldValue.fieldId,
      value: patronFieldValue.value,
    })
    .from(patronFieldValue)
    .where(inArray(patronFieldValue.patronId, [...patronIds]));
  const found = new Map<string, Map<string, string>>();
  for (const { patronId, fieldId, value } of rows)
    found.set(patronId, (found.get(patronId) ?? new Map<string, string>()).set(fieldId, value));
  const none: ReadonlyMap<string, string> = new Map();
  return (patronId) => found.get(patronId) ?? none;
}

/** Who has which of these unique keys of a field. */
export async function holdersOfKeys(read: Reader, fieldId: string, keys: readonly string[]) {
  const rows = await read
    .select({ patronId: patronFieldValue.patronId, key: patronFieldValue.uniqueKey })
    .from(patronFieldValue)
    .where(and(eq(patronFieldValue.fieldId, fieldId), inArray(patronFieldValue.uniqueKey, [...keys])));
  return new Map(rows.map((row) => [row.key ?? '', row.patronId]));
}

/** Who has which of these admin system ids. */
export async function holdersOfSystemIds(read: Reader, ids: readonly string[]) {
  const rows = await read
    .select({ patronId: patron.id, key: patron.adminSystemId })
    .from(patron)
    .where(inArray(patron.adminSystemId, [...ids]));
  return new Map(rows.map((row) => [row.key ?? '', row.patronId]));
}

/** People by id, of these sites or of no site; null reaches everybody. */
export async function peopleAfter(
  read: Reader,
  afterId: string,
  limit: number,
  reach: { scope: readonly string[] | null; siteId?: string | undefined },
): Promise<string[]> {
  const rows = await read
    .select({ id: patron.id })
    .from(patron)
    .where(
      and(
        gt(patron.id, afterId),
        eq(patron.kind, 'personal'),
        withinScope(reach.scope),
        reach.siteId === undefined ? undefined : belongsToSite(reach.siteId),
      ),
    )
    .orderBy(asc(patron.id))
    .limit(limit);
  return rows.map((row) => row.id);
}
