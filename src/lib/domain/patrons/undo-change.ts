import { isOwnField, ownFieldId } from './card-codes';
import {
  changeFieldsOf,
  isSameValue,
  valueOf,
  type Changeable,
  type ChangeField,
  type ChangeProblem,
  type ChangeValue,
  type Person,
  type Proposal,
} from './plan-changes';

/** Only the fields that a change moved. */
export type Moved = Partial<Record<ChangeField, ChangeValue>>;

/** The fields of a record that a change moved. */
export const movedPart = (patron: Changeable, fields: readonly ChangeField[]): Moved =>
  Object.fromEntries(fields.map((field) => [field, valueOf(patron, field) ?? null]));

/** The record with other values in some fields. */
function withValues(person: Person, fields: readonly ChangeField[], values: Moved): Changeable {
  const own = fields.filter(isOwnField).map((field) => [ownFieldId(field) ?? '', values[field]]);
  const builtIn = fields.filter((field) => !isOwnField(field)).map((field) => [field, values[field]]);
  return {
    ...person,
    ...Object.fromEntries(builtIn),
    ...(own.length > 0 ? { own: { ...person.own, ...Object.fromEntries(own) } } : {}),
  };
}

/**
 * Puts back what a change moved: fields that still are as the change left them. A field that somebody changed since, or
 * a field of the district's own that is no more, stays as it is and is named; one that is back already is left alone.
 */
export function proposeUndo(person: Person, before: Moved, after: Moved): Proposal {
  const there = changeFieldsOf(person).filter((field) => field in before);
  const gone = (Object.keys(before) as ChangeField[]).filter(
    (field) => isOwnField(field) && !there.includes(field),
  );
  const restored = there.filter((field) => isSameValue(valueOf(person, field), after[field]));
  const kept = [...there, ...gone]
    .filter(
      (field) => !restored.includes(field) && !isSameValue(valueOf(person, field) ?? null, before[field]),
    )
    .map((field): ChangeProblem => ({ field, code: 'changed-since' }));
  return { person, after: withValues(person, restored, before), problems: [], kept };
}
