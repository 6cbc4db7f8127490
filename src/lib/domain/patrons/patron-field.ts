import { isLocalDate } from '../shared/local-date';

export const PATRON_FIELD_TYPES = ['text', 'number', 'date', 'yes-no', 'choice'] as const;
export type PatronFieldType = (typeof PATRON_FIELD_TYPES)[number];

/** Fields that a district may have, characters of a name, a choice and a value, choices of a field, digits of a number. */
export const PATRON_FIELD_LIMITS = {
  fields: 40,
  name: 40,
  choices: 100,
  choice: 60,
  text: 200,
  digits: 15,
} as const;

/** A field that the district defines for its patrons. */
export interface PatronFieldDefinition {
  readonly id: string;
  readonly name: string;
  readonly type: PatronFieldType;
  /** What may be chosen, in this order; empty for every other type. */
  readonly choices: readonly string[];
  readonly unique: boolean;
  readonly searchable: boolean;
  /** Order on forms, from 1. */
  readonly position: number;
}

type Draft = Pick<PatronFieldDefinition, 'name' | 'type' | 'choices' | 'unique'>;

/** What can be wrong with a definition, beside its field. */
export interface DefinitionProblem {
  readonly path: 'name' | 'choices' | 'unique';
  readonly code:
    | 'required'
    | 'too-long'
    | 'taken'
    | 'field-limit'
    | 'field-choices-missing'
    | 'field-choices-many'
    | 'field-choices-double'
    | 'field-choices-not-here'
    | 'field-unique-type';
}

export type FieldValueProblem =
  'too-long' | 'field-number' | 'field-digits' | 'day' | 'field-yes-no' | 'field-choice';

/** The value in its one written form, null for a blank one; or what is wrong with it. */
export type ReadValue =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly code: FieldValueProblem };

/** In which order day, month and year stand in a date that is not written as YYYY-MM-DD. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

const lengthOf = (text: string) => [...text].length;

/** Two names or values that differ only in case or in how their signs are put together are the same. */
const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** One line, without spaces at the ends or doubled ones. */
const tidied = (text: string) =>
  text
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Whether the values of such a field can be kept apart: with two or a few values for everybody they can't. */
export const canBeUnique = (type: PatronFieldType): boolean => type !== 'yes-no' && type !== 'choice';

/** A definition as it is stored: texts on one line without spaces around them. */
export function tidiedDefinition<D extends Pick<Draft, 'name' | 'choices'>>(draft: D): D {
  return { ...draft, name: tidied(draft.name), choices: draft.choices.map(tidied) };
}

function nameProblem(name: string, others: readonly { name: string }[]): DefinitionProblem | null {
  if (name === '') return { path: 'name', code: 'required' };
  if (lengthOf(name) > PATRON_FIELD_LIMITS.name) return { path: 'name', code: 'too-long' };
  return others.some((other) => folded(other.name) === folded(name)) ? { path: 'name', code: 'taken' } : null;
}

function choicesCode({ type, choices }: Draft): DefinitionProblem['code'] | null {
  if (type !== 'choice') return choices.length > 0 ? 'field-choices-not-here' : null;
  if (choices.length === 0 || choices.includes('')) return 'field-choices-missing';
  if (choices.length > PATRON_FIELD_LIMITS.choices) return 'field-choices-many';
  if (choices.some((choice) => lengthOf(choice) > PATRON_FIELD_LIMITS.choice)) return 'too-long';
  return new Set(choices.map(folded)).size < choices.length ? 'field-choices-double' : null;
}

/**
 * Everything that is wrong with a definition, tidied before.
 * @param others the district's other fields
 */
export function definitionProblems(
  draft: Draft,
  others: readonly { name: string }[],
): readonly DefinitionProblem[] {
  const choices = choicesCode(draft);
  const problems: (DefinitionProblem | null)[] = [
    others.length >= PATRON_FIELD_LIMITS.fields
      ? { path: 'name', code: 'field-limit' }
      : nameProblem(draft.name, others),
    choices ? { path: 'choices', code: choices } : null,
    draft.unique && !canBeUnique(draft.type) ? { path: 'unique', code: 'field-unique-type' } : null,
  ];
  return problems.filter((problem) => problem !== null);
}

const read = (value: string): ReadValue => ({ ok: true, value });
const wrong = (code: FieldValueProblem): ReadValue => ({ ok: false, code });

/** The comma is the decimal mark but before exactly three digits, where it may group thousands: that is asked again. */
const NUMBER = /^([+-]?)0*(\d*)(?:\.(\d+)|,(\d{1,2}|\d{4,}))?$/;

/** Read sign by sign and never calculated with: 0.1 stays 0.1 and a long number keeps its last digit. */
function readNumber(text: string): ReadValue {
  const match = NUMBER.exec(text);
  if (!match || !/\d/.test(text)) return wrong('field-number');
  const [, sign, whole = '', point, comma] = match;
  const fraction = (point ?? comma ?? '').replace(/0+$/, '');
  if (whole.length + fraction.length > PATRON_FIELD_LIMITS.digits) return wrong('field-digits');
  const amount = `${whole || '0'}${fraction ? `.${fraction}` : ''}`;
  return read(sign === '-' && amount !== '0' ? `-${amount}` : amount);
}

const DATE_PARTS = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/;

/** Years have four digits: 03/04/05 could be anything. */
function readDate(text: string, order: DateOrder): ReadValue {
  if (isLocalDate(text)) return read(text);
  const match = DATE_PARTS.exec(text);
  if (!match) return wrong('day');
  const [, first = '', , middle = '', last = ''] = match;
  const byOrder: Record<DateOrder, [string, string, string]> = {
    dmy: [last, middle, first],
    mdy: [last, first, middle],
    ymd: [first, middle, last],
  };
  const [year, month, day] = first.length === 4 ? byOrder.ymd : byOrder[order];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? read(date) : wrong('day');
}

const YES = new Set(['yes', 'y', 'true', 't', '1', 'on', 'x', 'si', 'sí', 's']);
const NO = new Set(['no', 'n', 'false', 'f', '0', 'off']);

function readYesNo(text: string): ReadValue {
  const word = text.toLowerCase();
  if (YES.has(word)) return read('yes');
  return NO.has(word) ? read('no') : wrong('field-yes-no');
}

function readChoice(text: string, choices: readonly string[]): ReadValue {
  const chosen = choices.find((choice) => folded(choice) === folded(text));
  return chosen === undefined ? wrong('field-choice') : read(chosen);
}

/**
 * Reads a value as somebody typed it or a file has it, into its one written form: `2026-02-28`, `12.5`, `yes`, the
 * choice as it is defined. Blank means none.
 * @param options.dateOrder how dates that are not YYYY-MM-DD are read; day first unless told otherwise
 */
export function readFieldValue(
  field: Pick<PatronFieldDefinition, 'type' | 'choices'>,
  input: string | null,
  options: { dateOrder?: DateOrder } = {},
): ReadValue {
  const text = tidied(input ?? '');
  if (text === '') return { ok: true, value: null };
  if (lengthOf(text) > PATRON_FIELD_LIMITS.text) return wrong('too-long');
  if (field.type === 'number') return readNumber(text);
  if (field.type === 'date') return readDate(text, options.dateOrder ?? 'dmy');
  if (field.type === 'yes-no') return readYesNo(text);
  return field.type === 'choice' ? readChoice(text, field.choices) : read(text);
}

/** What a written value is compared by where no two patrons may have the same: case doesn't count. */
export const uniqueKeyOf = (value: string): string => folded(value);
