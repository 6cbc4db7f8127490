import { ownFieldId } from './card-codes';
import { readFieldValue, type FieldValueProblem, type PatronFieldDefinition } from './patron-field';

/** Fields of every patron whose values can be moved into one of the district's own, or the other way round. */
export const MOVABLE_FIELDS = [
  'cohort',
  'formClass',
  'preferredName',
  'middleName',
  'adminSystemId',
] as const;
export type MovableField = (typeof MOVABLE_FIELDS)[number];

/** One end of a move. */
export type MoveEnd =
  | { readonly kind: 'built-in'; readonly field: MovableField }
  | {
      readonly kind: 'own';
      readonly field: Pick<PatronFieldDefinition, 'id' | 'type' | 'choices' | 'unique'>;
    };

/**
 * The end that a request names: a built-in field or `field:<id>`.
 * @returns undefined for a field that is not there
 */
export function moveEndOf(
  name: string,
  own: readonly Pick<PatronFieldDefinition, 'id' | 'type' | 'choices' | 'unique'>[],
): MoveEnd | undefined {
  const id = ownFieldId(name);
  if (id !== undefined) {
    const field = own.find((one) => one.id === id);
    return field && { kind: 'own', field };
  }
  const field = MOVABLE_FIELDS.find((one) => one === name);
  return field && { kind: 'built-in', field };
}

/** Whether no two patrons may have the same value there. */
export const isUniqueEnd = (end: MoveEnd): boolean =>
  end.kind === 'own' ? end.field.unique : end.field === 'adminSystemId';

export type MoveRefusal = FieldValueProblem | 'taken' | 'staff-form-class' | 'form-class-not-student';

/** What becomes of one patron's value; `none` where there is nothing to move. */
export type MoveOutcome =
  | { readonly outcome: 'none' }
  | { readonly outcome: 'same' | 'kept' }
  | { readonly outcome: 'moved' | 'overwritten'; readonly value: string }
  | { readonly outcome: 'refused'; readonly reason: MoveRefusal };

interface Mover {
  readonly student: boolean;
  readonly staffMember: boolean;
}

function readFor(to: MoveEnd, value: string, { student, staffMember }: Mover) {
  if (to.kind === 'own') return readFieldValue(to.field, value);
  if (to.field === 'formClass' && staffMember) return { ok: false, code: 'staff-form-class' } as const;
  if (to.field === 'formClass' && !student) return { ok: false, code: 'form-class-not-student' } as const;
  return readFieldValue({ type: 'text', choices: [] }, value);
}

/**
 * Decides about one patron's value.
 * @param from the value that is to move, null for none
 * @param before what the target has now, null for none
 * @param isTaken whether somebody else has this value where only one may have it; asked only then
 */
export function decideMove(
  to: MoveEnd,
  from: string | null,
  before: string | null,
  patron: Mover,
  conflicts: 'keep' | 'overwrite',
  isTaken: (value: string) => boolean,
): MoveOutcome {
  if (from === null) return { outcome: 'none' };
  const result = readFor(to, from, patron);
  if (!result.ok) return { outcome: 'refused', reason: result.code };
  const { value } = result;
  if (value === null) return { outcome: 'none' };
  if (value === before) return { outcome: 'same' };
  if (before !== null && conflicts === 'keep') return { outcome: 'kept' };
  if (isUniqueEnd(to) && isTaken(value)) return { outcome: 'refused', reason: 'taken' };
  return { outcome: before === null ? 'moved' : 'overwritten', value };
}
