import { ownFieldId, deskFieldOf } from '../patrons/card-codes';
import {
  readFieldValue,
  uniqueKeyOf,
  type DateOrder,
  type PatronFieldDefinition,
} from '../patrons/patron-field';
import type { ImportProblemCode, MatchKey, OwnTarget } from './import-fields';
import type { CellOptions, CellReading } from './read-cell';

/** A field of the district's own, as far as a file is concerned with it. */
export type OwnFieldDefinition = Pick<PatronFieldDefinition, 'id' | 'name' | 'type' | 'choices' | 'unique'>;

/** Values of the district's own fields by field id; null empties one, and a field that is not named stays. */
export type OwnValues = Readonly<Record<string, string | null>>;

export const NO_OWN_VALUES: OwnValues = {};

export const ownTargetOf = (fieldId: string): OwnTarget => deskFieldOf(fieldId) as OwnTarget;

/** The field that a target names. @returns undefined for every other target, and where the field is gone */
export function ownFieldOf<F extends { readonly id: string }>(
  fields: readonly F[],
  target: string,
): F | undefined {
  const id = ownFieldId(target);
  return id === undefined ? undefined : fields.find((field) => field.id === id);
}

/** The own field that rows are matched by, if it is one. */
export const ownKeyId = (key: MatchKey): string | undefined => ownFieldId(key);

const CODES = {
  'too-long': 'value-too-long',
  'field-number': 'own-number',
  'field-digits': 'own-digits',
  day: 'own-day',
  'field-yes-no': 'yes-no-unknown',
  'field-choice': 'own-choice',
} as const satisfies Record<string, ImportProblemCode>;

type Reading = Pick<CellOptions, 'dateOrder' | 'dateFormat'>;

/** A day as its column writes it, made readable; null where the column's format says otherwise. */
function dayText(text: string, { dateFormat }: Reading): string | null {
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (dateFormat === 'yyyymmdd') return packed ? `${packed[1]}-${packed[2]}-${packed[3]}` : null;
  return dateFormat === 'ymd' && !/^\d{4}\D/.test(text) ? null : text;
}

const orderOf = ({ dateFormat, dateOrder }: Reading): DateOrder =>
  dateFormat === 'dmy' || dateFormat === 'mdy' ? dateFormat : dateOrder;

/** Reads a cell by the type of the own field that its column fills. @param text trimmed at the ends, not blank */
export function readOwnCell(
  field: OwnFieldDefinition,
  text: string,
  options: Reading,
): CellReading & { own?: OwnValues } {
  if (text.includes('\ufffd')) return { code: 'value-undecodable', refuses: 'field' };
  const written = field.type === 'date' ? dayText(text, options) : text;
  if (written === null) return { code: 'own-day', refuses: 'field' };
  const read = readFieldValue(field, written, { dateOrder: orderOf(options) });
  if (!read.ok) return { code: CODES[read.code], refuses: 'field' };
  return read.value === null ? {} : { own: { [field.id]: read.value } };
}

/** What an own value is compared by. */
export const ownKeyOf = (value: string): string => uniqueKeyOf(value);
