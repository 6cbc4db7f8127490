import { BASE_ACCESS_LEVEL } from '../access/permission-shape';
import { isLocalDate } from '../shared/local-date';
import { isOwnField, ownFieldId, type OwnFieldName } from './card-codes';
import type { PatronFields } from './patron';
import { readFieldValue, type PatronFieldType } from './patron-field';
import type {
  BuiltInChangeField,
  Changeable,
  ChangeProblem,
  OwnField,
  Person,
  Proposal,
} from './plan-changes';

/** Longest text that a field may hold after a replacement, as on the registration form. */
const MAX_TEXT = 200;

export const BATCH_OPS = ['set', 'clear', 'add', 'remove', 'replace'] as const;
export type BatchOp = (typeof BATCH_OPS)[number];

export type FieldShape = 'text' | 'name' | 'year' | 'flag' | 'day' | 'list' | 'one' | 'number' | 'choice';

/**
 * What a batch can change and of what shape it is. `name` is a text that is blank rather than absent; `one` is one of
 * the person's own list. Usernames, cards and passwords belong to one person each and are changed elsewhere.
 */
export const BATCH_FIELDS = {
  givenName: 'name',
  middleName: 'name',
  preferredName: 'name',
  surname: 'name',
  primaryEmail: 'text',
  birthYear: 'year',
  enabled: 'flag',
  staffMember: 'flag',
  student: 'flag',
  currentlyTeaching: 'flag',
  singleSignOn: 'flag',
  until: 'day',
  cohort: 'text',
  formClass: 'text',
  adminSystemId: 'text',
  libraryGroupIds: 'list',
  accessLevelIds: 'list',
  siteIds: 'list',
  primarySiteId: 'one',
} as const satisfies Partial<Record<BuiltInChangeField, FieldShape>>;
export type BuiltInBatchField = keyof typeof BATCH_FIELDS;
/** A built-in field, or one of the district's own as `field:<id>`. */
export type BatchField = BuiltInBatchField | OwnFieldName;

/** Values of the district's own fields are texts in one written form, so a yes or no is one of two choices. */
const OWN_SHAPES: Readonly<Record<PatronFieldType, FieldShape>> = {
  text: 'text',
  number: 'number',
  date: 'day',
  'yes-no': 'choice',
  choice: 'choice',
};

const ownOf = (field: BatchField, ownFields: readonly OwnField[]) =>
  ownFields.find(({ id }) => id === ownFieldId(field));

/** Of what shape a field is; undefined for a field of the district's own that is not there. */
export function shapeOf(field: BatchField, ownFields: readonly OwnField[] = []): FieldShape | undefined {
  if (!isOwnField(field)) return BATCH_FIELDS[field];
  const own = ownOf(field, ownFields);
  return own && OWN_SHAPES[own.type];
}

const OPS: Readonly<Record<FieldShape, readonly BatchOp[]>> = {
  text: ['set', 'clear', 'replace'],
  name: ['set', 'clear', 'replace'],
  year: ['set', 'clear'],
  flag: ['set'],
  day: ['set', 'clear'],
  list: ['set', 'clear', 'add', 'remove', 'replace'],
  one: ['set'],
  number: ['set', 'clear'],
  choice: ['set', 'clear', 'replace'],
};

/** What can be done to a field. One value for many is nothing for a field that keeps its values apart. */
export function opsOf(field: BatchField, ownFields: readonly OwnField[] = []): readonly BatchOp[] {
  const shape = shapeOf(field, ownFields);
  const ops = shape ? OPS[shape] : [];
  return ownOf(field, ownFields)?.unique ? ops.filter((op) => op !== 'set') : ops;
}

/** One step of a batch. `value` is absent for `clear`; lists take ids. */
export interface BatchOperation {
  readonly field: BatchField;
  readonly op: BatchOp;
  readonly value?: string | number | boolean | readonly string[] | undefined;
  /** For `replace`: the text, or the one id, that is looked for. Compared exactly, case included. */
  readonly find?: string | undefined;
  /** For `replace` in a text: only where the text is nothing else. */
  readonly wholeCell?: boolean | undefined;
}

type OperationProblemCode =
  | 'op-not-for-field'
  | 'unique-for-many'
  | 'unknown'
  | 'value-shape'
  | 'required'
  | 'day'
  | 'too-long'
  | 'field-number'
  | 'field-digits'
  | 'field-yes-no'
  | 'field-choice'
  | 'same-field-twice';

interface OperationProblem {
  readonly index: number;
  readonly path: 'op' | 'value' | 'find' | 'field';
  readonly code: OperationProblemCode;
}

const isIds = (value: BatchOperation['value']): value is readonly string[] =>
  Array.isArray(value) && value.length > 0;

function ownValueProblem({ op, value }: BatchOperation, own: OwnField): OperationProblemCode | null {
  if (typeof value !== 'string' && typeof value !== 'number') return 'value-shape';
  if (String(value).trim() === '') return op === 'replace' ? null : 'required';
  const result = readFieldValue(own, String(value));
  return result.ok ? null : result.code;
}

function valueProblem(
  operation: BatchOperation,
  ownFields: readonly OwnField[],
): OperationProblemCode | null {
  const { field, op, value } = operation;
  const own = ownOf(field, ownFields);
  if (own) return ownValueProblem(operation, own);
  const shape = shapeOf(field);
  if (shape === 'flag') return typeof value === 'boolean' ? null : 'value-shape';
  if (shape === 'year') return Number.isInteger(value) ? null : 'value-shape';
  if (shape === 'list' && op !== 'replace') return isIds(value) ? null : 'required';
  if (typeof value !== 'string') return 'value-shape';
  if (value.trim() === '' && op !== 'replace') return 'required';
  if (shape === 'day') return isLocalDate(value) ? null : 'day';
  return value.length > MAX_TEXT ? 'too-long' : null;
}

/** What is wrong with each step before anybody is looked at, by its place; an empty list means nothing. */
export function operationProblems(
  operations: readonly BatchOperation[],
  ownFields: readonly OwnField[] = [],
): readonly OperationProblem[] {
  return operations.flatMap((operation, index): OperationProblem[] => {
    const { field, op, find } = operation;
    if (!shapeOf(field, ownFields)) return [{ index, path: 'field', code: 'unknown' }];
    const isForMany = op === 'set' && ownOf(field, ownFields)?.unique;
    if (!opsOf(field, ownFields).includes(op))
      return [{ index, path: 'op', code: isForMany ? 'unique-for-many' : 'op-not-for-field' }];
    // Two settings of one field contradict each other; adding to one list and removing from it do not.
    const earlier = operations.slice(0, index).some((other) => other.field === field);
    if (earlier && (op === 'set' || op === 'clear'))
      return [{ index, path: 'field', code: 'same-field-twice' }];
    if (op === 'clear') return [];
    if (op === 'replace' && !find) return [{ index, path: 'find', code: 'required' }];
    const code = valueProblem(operation, ownFields);
    return code ? [{ index, path: 'value', code }] : [];
  });
}

function replacedText(before: string | null, { find = '', value, wholeCell }: BatchOperation): string | null {
  if (before === null) return null;
  const put = String(value ?? '');
  if (wholeCell) return before === find.trim() ? put : before;
  return before.split(find).join(put);
}

function changedList(before: readonly string[], { op, value, find }: BatchOperation): readonly string[] {
  const ids = Array.isArray(value) ? (value as readonly string[]) : [];
  if (op === 'set') return [...new Set(ids)].sort();
  if (op === 'clear') return [];
  if (op === 'remove') return before.filter((id) => !ids.includes(id));
  if (op === 'add') return [...new Set([...before, ...ids])].sort();
  if (!before.includes(find ?? '')) return before;
  return [...new Set(before.map((id) => (id === find ? String(value) : id)))].sort();
}

function changedText(shape: 'text' | 'name', before: string | null, operation: BatchOperation) {
  const { op, value } = operation;
  const text = op === 'replace' ? replacedText(before, operation) : op === 'clear' ? '' : String(value ?? '');
  // A text that nothing was found in stays to the letter.
  if (op === 'replace' && text === before) return before;
  const trimmed = (text ?? '').trim();
  return shape === 'name' ? trimmed : trimmed || null;
}

/** A choice is replaced as a whole, whatever else has its letters. */
function changedOwn(before: string | null, operation: BatchOperation, own: OwnField): string | null {
  const { op, value } = operation;
  if (op === 'clear') return null;
  const isWhole = OWN_SHAPES[own.type] === 'choice';
  const text =
    op === 'replace'
      ? replacedText(before, isWhole ? { ...operation, wholeCell: true } : operation)
      : String(value ?? '');
  if (text === before) return before;
  const result = readFieldValue(own, text);
  // What the field doesn't take stays as it is written, and is refused with the person.
  return result.ok ? result.value : text;
}

function stepOwn<P extends Changeable>(patron: P, operation: BatchOperation, own: OwnField): P {
  const before = patron.own?.[own.id] ?? null;
  return { ...patron, own: { ...patron.own, [own.id]: changedOwn(before, operation, own) } };
}

function step<P extends Changeable>(patron: P, operation: BatchOperation, ownFields: readonly OwnField[]): P {
  const { field, op, value } = operation;
  if (isOwnField(field)) {
    const own = ownOf(field, ownFields);
    return own ? stepOwn(patron, operation, own) : patron;
  }
  const shape: FieldShape = BATCH_FIELDS[field];
  const before = patron[field];
  if (shape === 'list') return { ...patron, [field]: changedList(before as readonly string[], operation) };
  if (shape === 'text' || shape === 'name')
    return { ...patron, [field]: changedText(shape, before as string | null, operation) };
  return { ...patron, [field]: op === 'clear' ? null : value };
}

/** Everybody enabled stays in Library Users unless a step takes just that away; the primary site is one of the sites. */
function settled<P extends PatronFields>(before: P, after: P, operations: readonly BatchOperation[]): P {
  const isTaken = operations.some(
    ({ field, op, value }) =>
      field === 'accessLevelIds' && op === 'remove' && isIds(value) && value.includes(BASE_ACCESS_LEVEL),
  );
  const accessLevelIds =
    after.enabled && !isTaken && !after.accessLevelIds.includes(BASE_ACCESS_LEVEL)
      ? [...after.accessLevelIds, BASE_ACCESS_LEVEL].sort()
      : after.accessLevelIds;
  const isNamed = operations.some(({ field }) => field === 'primarySiteId');
  const isMoved = after.siteIds !== before.siteIds;
  const keeps = after.primarySiteId !== null && after.siteIds.includes(after.primarySiteId);
  const primarySiteId = isNamed || !isMoved || keeps ? after.primarySiteId : (after.siteIds[0] ?? null);
  return { ...after, accessLevelIds, primarySiteId };
}

/** The record after every step, in order. What no step speaks of stays as it is. */
export function applyOperations<P extends Changeable>(
  before: P,
  operations: readonly BatchOperation[],
  ownFields: readonly OwnField[] = [],
): P {
  const after = operations.reduce<P>((patron, one) => step(patron, one, ownFields), before);
  return settled(before, after, operations);
}

/**
 * What a batch makes of one person, with what only the steps themselves can tell.
 * @param ownFields the district's own fields; a step on one that is gone does nothing
 */
export function proposeUpdate(
  person: Person,
  operations: readonly BatchOperation[],
  ownFields: readonly OwnField[] = [],
): Proposal {
  const after = applyOperations(person, operations, ownFields);
  const problems = operations.flatMap(({ field, op }): ChangeProblem[] => {
    if (isOwnField(field)) return [];
    const value = after[field];
    const isTooLong = op === 'replace' && typeof value === 'string' && value.length > MAX_TEXT;
    return isTooLong ? [{ field, code: 'too-long' }] : [];
  });
  return { person, after, problems };
}
