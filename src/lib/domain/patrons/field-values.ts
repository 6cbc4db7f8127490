import {
  readFieldValue,
  uniqueKeyOf,
  type DateOrder,
  type FieldValueProblem,
  type PatronFieldDefinition,
} from './patron-field';

/** A value as it is stored; `uniqueKey` is null where the field is not unique. */
export interface KeptFieldValue {
  readonly fieldId: string;
  readonly value: string;
  readonly uniqueKey: string | null;
}

/** What storing some values changes about one patron. */
export interface FieldValueChange {
  readonly set: readonly KeptFieldValue[];
  readonly cleared: readonly string[];
  /** The values that search finds the patron by afterwards: those of searchable fields, in the fields' order. */
  readonly searchable: readonly string[];
}

/** No values, and none before. */
export const NO_FIELD_VALUES: FieldValueChange = { set: [], cleared: [], searchable: [] };

export interface FieldValueRefusal {
  /** `fields.<id>` */
  readonly path: string;
  readonly code: FieldValueProblem | 'unknown' | 'generic-fields';
}

type Definition = Omit<PatronFieldDefinition, 'position' | 'name'>;

/**
 * What a request about some fields of a patron comes to. Uniqueness needs the database and is checked there.
 * @param fields the district's fields in their order
 * @param before the stored values by field id
 * @param wanted only the fields to change; null or blank clears
 */
export function decideFieldValues(
  fields: readonly Definition[],
  before: ReadonlyMap<string, string>,
  wanted: Readonly<Record<string, string | null>>,
  options: { generic?: boolean; dateOrder?: DateOrder } = {},
): { change: FieldValueChange; problems: readonly FieldValueRefusal[] } {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const after = new Map(before);
  const set: KeptFieldValue[] = [];
  const cleared: string[] = [];
  const problems: FieldValueRefusal[] = [];
  for (const [fieldId, input] of Object.entries(wanted)) {
    const path = `fields.${fieldId}`;
    const field = byId.get(fieldId);
    const result = field && readFieldValue(field, input, options);
    if (!result) problems.push({ path, code: 'unknown' });
    else if (!result.ok) problems.push({ path, code: result.code });
    else if (result.value !== null && options.generic) problems.push({ path, code: 'generic-fields' });
    else if (result.value === (before.get(fieldId) ?? null)) continue;
    else if (result.value === null) {
      cleared.push(fieldId);
      after.delete(fieldId);
    } else {
      set.push(keptValue(field, result.value));
      after.set(fieldId, result.value);
    }
  }
  return { change: { set, cleared, searchable: searchableOf(fields, after) }, problems };
}

/** A written value as it is stored for this field. */
export const keptValue = (field: { id: string; unique: boolean }, value: string): KeptFieldValue => ({
  fieldId: field.id,
  value,
  uniqueKey: field.unique ? uniqueKeyOf(value) : null,
});

/** The values that search finds a patron by, in the fields' order. */
export const searchableOf = (
  fields: readonly { id: string; searchable: boolean }[],
  values: ReadonlyMap<string, string>,
): string[] => fields.flatMap(({ id, searchable }) => (searchable ? (values.get(id) ?? []) : []));
