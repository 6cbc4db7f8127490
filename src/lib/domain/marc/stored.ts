import { isDataField, type MarcField, type MarcRecord, type Subfield } from './records';

/** Control field: [tag, text]. Data field: [tag, indicator, indicator, code, text, code, text, ...]. */
type StoredField = readonly string[];

/**
 * A whole record as compact JSON text for the database: `{"l":leader,"f":[fields]}`, nothing left out, so that it can
 * be written out again as ISO 2709 or MARCXML.
 */
export function toStored(record: MarcRecord): string {
  return JSON.stringify({ l: record.leader, f: record.fields.map(storedField) });
}

/** The record of a stored text. Throws a `TypeError` if the text is not one that `toStored` made. */
export function fromStored(text: string): MarcRecord {
  const stored: unknown = JSON.parse(text);
  if (!isStored(stored)) throw new TypeError('not a stored MARC record');
  return { leader: stored.l, fields: stored.f.map(fieldOf) };
}

/** A field as it stands in a stored record. */
export function storedField(field: MarcField): StoredField {
  if (!isDataField(field)) return [field.tag, field.value];
  const pairs = field.subfields.flatMap(({ code, value }) => [code, value]);
  return [field.tag, field.ind1, field.ind2, ...pairs];
}

function fieldOf(stored: StoredField): MarcField {
  const [tag = '', second = '', third, ...pairs] = stored;
  if (third === undefined) return { tag, value: second };
  const subfields: Subfield[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    subfields.push({ code: pairs[i] ?? '', value: pairs[i + 1] ?? '' });
  }
  return { tag, ind1: second, ind2: third, subfields };
}

function isStored(value: unknown): value is { l: string; f: StoredField[] } {
  if (typeof value !== 'object' || value === null || !('l' in value) || !('f' in value)) return false;
  return typeof value.l === 'string' && Array.isArray(value.f) && value.f.every(isStoredField);
}

function isStoredField(value: unknown): value is StoredField {
  return Array.isArray(value) && value.length >= 2 && value.every((part) => typeof part === 'string');
}
