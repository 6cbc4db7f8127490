import { BASE_ACCESS_LEVEL } from '../access/permission-shape';
import { isLocalDate } from '../shared/local-date';
import type { PatronFields } from './patron';
import type { ChangeField, ChangeProblem, Person, Proposal } from './plan-changes';

/** Longest text that a field may hold after a replacement, as on the registration form. */
const MAX_TEXT = 200;

export const BATCH_OPS = ['set', 'clear', 'add', 'remove', 'replace'] as const;
export type BatchOp = (typeof BATCH_OPS)[number];

type FieldShape = 'text' | 'name' | 'year' | 'flag' | 'day' | 'list' | 'one';

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
  until: 'day',
  cohort: 'text',
  formClass: 'text',
  adminSystemId: 'text',
  libraryGroupIds: 'list',
  accessLevelIds: 'list',
  siteIds: 'list',
  primarySiteId: 'one',
} as const satisfies Partial<Record<ChangeField, FieldShape>>;
export type BatchField = keyof typeof BATCH_FIELDS;

const OPS: Readonly<Record<FieldShape, readonly BatchOp[]>> = {
  text: ['set', 'clear', 'replace'],
  name: ['set', 'clear', 'replace'],
  year: ['set', 'clear'],
  flag: ['set'],
  day: ['set', 'clear'],
  list: ['set', 'clear', 'add', 'remove', 'replace'],
  one: ['set'],
};

/** What can be done to a field. */
export const opsOf = (field: BatchField): readonly BatchOp[] => OPS[BATCH_FIELDS[field]];

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
  'op-not-for-field' | 'value-shape' | 'required' | 'day' | 'too-long' | 'same-field-twice';

interface OperationProblem {
  readonly index: number;
  readonly path: 'op' | 'value' | 'find' | 'field';
  readonly code: OperationProblemCode;
}

const isIds = (value: BatchOperation['value']): value is readonly string[] =>
  Array.isArray(value) && value.length > 0;

function valueProblem({ field, op, value }: BatchOperation): OperationProblemCode | null {
  const shape: FieldShape = BATCH_FIELDS[field];
  if (shape === 'flag') return typeof value === 'boolean' ? null : 'value-shape';
  if (shape === 'year') return Number.isInteger(value) ? null : 'value-shape';
  if (shape === 'list' && op !== 'replace') return isIds(value) ? null : 'required';
  if (typeof value !== 'string') return 'value-shape';
  if (value.trim() === '' && op !== 'replace') return 'required';
  if (shape === 'day') return isLocalDate(value) ? null : 'day';
  return value.length > MAX_TEXT ? 'too-long' : null;
}

/** What is wrong with each step before anybody is looked at, by its place; an empty list means nothing. */
export function operationProblems(operations: readonly BatchOperation[]): readonly OperationProblem[] {
  return operations.flatMap((operation, index): OperationProblem[] => {
    const { field, op, find } = operation;
    if (!opsOf(field).includes(op)) return [{ index, path: 'op', code: 'op-not-for-field' }];
    // Two settings of one field contradict each other; adding to one list and removing from it do not.
    const earlier = operations.slice(0, index).some((other) => other.field === field);
    if (earlier && (op === 'set' || op === 'clear'))
      return [{ index, path: 'field', code: 'same-field-twice' }];
    if (op === 'clear') return [];
    if (op === 'replace' && !find) return [{ index, path: 'find', code: 'required' }];
    const code = valueProblem(operation);
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

function step(patron: PatronFields, operation: BatchOperation): PatronFields {
  const { field, op, value } = operation;
  const shape: FieldShape = BATCH_FIELDS[field];
  const before = patron[field];
  if (shape === 'list') return { ...patron, [field]: changedList(before as readonly string[], operation) };
  if (shape === 'text' || shape === 'name')
    return { ...patron, [field]: changedText(shape, before as string | null, operation) };
  return { ...patron, [field]: op === 'clear' ? null : value };
}

/** Everybody enabled stays in Library Users unless a step takes just that away; the primary site is one of the sites. */
function settled(before: PatronFields, after: PatronFields, operations: readonly BatchOperation[]) {
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
export function applyOperations(before: PatronFields, operations: readonly BatchOperation[]): PatronFields {
  return settled(before, operations.reduce(step, before), operations);
}

/** What a batch makes of one person, with what only the steps themselves can tell. */
export function proposeUpdate(person: Person, operations: readonly BatchOperation[]): Proposal {
  const after = applyOperations(person, operations);
  const problems = operations.flatMap(({ field, op }): ChangeProblem[] => {
    const value = after[field];
    const isTooLong = op === 'replace' && typeof value === 'string' && value.length > MAX_TEXT;
    return isTooLong ? [{ field, code: 'too-long' }] : [];
  });
  return { person, after, problems };
}
