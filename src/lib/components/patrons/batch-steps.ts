import type { BatchUpdate } from '$lib/contracts/batch';
import { BATCH_FIELDS, opsOf, type BatchField, type BatchOp } from '$lib/domain/patrons/batch-update';
import { m } from '$lib/paraglide/messages.js';

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

/** A step on a field, with the first thing that can be done to it. */
export const blankStep = (field: BatchField): BatchStep => ({
  field,
  op: opsOf(field)[0] ?? 'set',
  value: '',
  find: '',
  wholeCell: false,
});

type Operation = BatchUpdate['operations'][number];

function valueOf({ field, op, value }: BatchStep): Operation['value'] {
  const shape = BATCH_FIELDS[field];
  if (shape === 'flag') return value === 'true';
  if (shape === 'year') return Number(value);
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
