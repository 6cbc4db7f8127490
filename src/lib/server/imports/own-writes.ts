import type { InStatement } from '@libsql/client';
import { keptValue, searchableOf } from '$lib/domain/patrons/field-values';
import type { OwnFieldDefinition, OwnValues } from '$lib/domain/imports/own-fields';
import type { Reader } from '../db/client';
import { patronFieldValue } from '../db/schema/patron-fields';
import type { Guard } from '../db/write';
import { JobFailed } from '../jobs/handler';
import { allPatronFields, fieldValuesOfMany, searchableTexts } from '../patrons/field-queries';
import { insertRows } from '../db/row-statements';

interface Person {
  id: string;
  /** The values that change; null empties one. */
  own: OwnValues;
}

/** What the values of own fields add to a batch. */
interface OwnWrites {
  guards: Guard[];
  /** Before anything is stored: people of one batch may hand on unique values. */
  release: InStatement[];
  store: InStatement[];
  /** What search finds somebody by once the batch is written. */
  searchable: (patronId: string) => readonly string[];
}

/** Removes the values that change, as one statement. */
const releaseStatements = (people: readonly Person[]): InStatement[] => {
  const pairs = people.flatMap(({ id, own }) => Object.keys(own).map((fieldId) => [id, fieldId]));
  if (pairs.length === 0) return [];
  const sql =
    'delete from patron_field_value where (patron_id, field_id) in (select value->>0, value->>1 from json_each(?))';
  return [{ sql, args: [JSON.stringify(pairs)] }];
};

function valuesAfter(before: ReadonlyMap<string, string>, own: OwnValues): ReadonlyMap<string, string> {
  const after = new Map(before);
  for (const [fieldId, value] of Object.entries(own)) {
    if (value === null) after.delete(fieldId);
    else after.set(fieldId, value);
  }
  return after;
}

/**
 * Writes values of own fields by the definitions as they are now, which the batch rests on.
 * @param filled the own fields that the file fills
 * @param isNew nobody of them is stored yet
 * @throws JobFailed import-field-gone where one of them was deleted meanwhile
 */
export async function ownWrites(
  read: Reader,
  filled: readonly OwnFieldDefinition[],
  people: readonly Person[],
  isNew = false,
): Promise<OwnWrites> {
  const ids = isNew ? [] : people.map(({ id }) => id);
  if (filled.length === 0)
    return { guards: [], release: [], store: [], searchable: await searchableTexts(read, ids) };
  const [fields, storedOf] = await Promise.all([allPatronFields(read), fieldValuesOfMany(read, ids)]);
  const byId = new Map(fields.map((field) => [field.id, field]));
  if (filled.some(({ id }) => !byId.has(id))) throw new JobFailed('import-field-gone');
  const after = new Map(people.map(({ id, own }) => [id, valuesAfter(storedOf(id), own)]));
  const rows = people.flatMap(({ id, own }) =>
    Object.entries(own).flatMap(([fieldId, value]) => {
      const field = byId.get(fieldId);
      return field && value !== null ? [{ patronId: id, ...keptValue(field, value) }] : [];
    }),
  );
  const none: ReadonlyMap<string, string> = new Map();
  return {
    guards: filled.map(({ id }) => ({ table: 'patron_field', id, rev: byId.get(id)?.rev ?? -1 })),
    release: releaseStatements(people),
    store: insertRows(patronFieldValue, rows),
    searchable: (id) => searchableOf(fields, after.get(id) ?? none),
  };
}
