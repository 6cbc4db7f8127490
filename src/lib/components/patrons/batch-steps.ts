import type { BatchUpdate } from '$lib/contracts/batch';
import { typedNumber } from '$lib/client/typed-number';
import type { PatronField } from '$lib/contracts/patron-fields';
import {
  BATCH_FIELDS,
  opsOf,
  shapeOf,
  type BatchField,
  type BatchOp,
} from '$lib/domain/patrons/batch-update';
import { deskFieldOf, ownFieldId } from '$lib/domain/patrons/card-codes';
import { m } from '$lib/paraglide/messages.js';
import { patronFieldName } from '$lib/words/patron-fields';

/** One step as it stands in the form: everything is text. */
export interface BatchStep {
  field: BatchField;
  op: BatchOp;
  value: string;
  find: string;
  wholeCell: boolean;
}

export const OP_NAMES: Readonly<Record<BatchOp, () => string>> = {
  set: () => m.batch_op_set(),
  clear: () => m.batch_op_clear(),
  add: () => m.batch_op_add(),
  remove: () => m.batch_op_remove(),
  replace: () => m.batch_op_replace(),
};

interface Option {
  value: string;
  label: string;
}

/** What a step can be about: the built-in fields, then the district's own. */
export const fieldOptions = (ownFields: readonly PatronField[]): Option[] => [
  ...Object.keys(BATCH_FIELDS).map((value) => ({ value, label: patronFieldName(value) })),
  ...ownFields.map(({ id, name }) => ({ value: deskFieldOf(id), label: name })),
];

const yesNo = (yes: string, no: string): Option[] => [
  { value: yes, label: m.common_yes() },
  { value: no, label: m.common_no() },
];

/**
 * What can be chosen for a field; undefined where it is typed.
 * @param named sites, groups and levels by the field that takes them
 */
export function valueOptions(
  field: BatchField,
  ownFields: readonly PatronField[],
  named: Readonly<Partial<Record<BatchField, readonly { id: string; name: string }[]>>>,
): Option[] | undefined {
  const own = ownFields.find(({ id }) => id === ownFieldId(field));
  if (own?.type === 'yes-no') return yesNo('yes', 'no');
  if (own?.type === 'choice') return own.choices.map((value) => ({ value, label: value }));
  const shape = shapeOf(field, ownFields);
  if (shape === 'flag') return yesNo('true', 'false');
  if (shape !== 'list' && shape !== 'one') return undefined;
  return (named[field] ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** The control in which a typed value is given. */
export function inputOf(field: BatchField, ownFields: readonly PatronField[]) {
  const shape = shapeOf(field, ownFields);
  if (shape === 'day') return { type: 'date' } as const;
  if (shape === 'year') return { type: 'number' } as const;
  return shape === 'number' ? ({ type: 'text', inputmode: 'decimal' } as const) : ({ type: 'text' } as const);
}

/** A step on a field, with the first thing that can be done to it. */
export const blankStep = (field: BatchField, ownFields: readonly PatronField[] = []): BatchStep => ({
  field,
  op: opsOf(field, ownFields)[0] ?? 'set',
  value: '',
  find: '',
  wholeCell: false,
});

type Operation = BatchUpdate['operations'][number];

function valueOf({ field, op, value }: BatchStep): Operation['value'] {
  const shape = shapeOf(field);
  if (shape === 'flag') return value === 'true';
  if (shape === 'year') return typedNumber(value) ?? value;
  if (shape === 'list' && op !== 'replace') return value === '' ? [] : [value];
  return value;
}

/** The steps of the form as the library takes them. */
export const operationsOf = (steps: readonly BatchStep[]): BatchUpdate['operations'] =>
  steps.map((step) => ({
    field: step.field,
    op: step.op,
    ...(step.op === 'clear' ? {} : { value: valueOf(step) }),
    ...(step.op === 'replace' ? { find: step.find, wholeCell: step.wholeCell } : {}),
  }));
