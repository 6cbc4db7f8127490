import type { PatronFields } from './patron';
import {
  CHANGE_FIELDS,
  isSameValue,
  type ChangeField,
  type ChangeProblem,
  type Person,
  type Proposal,
} from './plan-changes';

/** Only the fields that a change moved. */
export type Moved = Partial<Record<ChangeField, PatronFields[ChangeField]>>;

/** The fields of a record that a change moved. */
export const movedPart = (patron: PatronFields, fields: readonly ChangeField[]): Moved =>
  Object.fromEntries(fields.map((field) => [field, patron[field]]));

/**
 * Puts back what a change moved: fields that still are as the change left them. A field that somebody changed since
 * stays as it is and is named; one that is back already is left alone.
 */
export function proposeUndo(person: Person, before: Moved, after: Moved): Proposal {
  const fields = CHANGE_FIELDS.filter((field) => field in before);
  const restored = fields.filter((field) => isSameValue(person[field], after[field]));
  const kept = fields
    .filter((field) => !restored.includes(field) && !isSameValue(person[field], before[field]))
    .map((field): ChangeProblem => ({ field, code: 'changed-since' }));
  const back = Object.fromEntries(restored.map((field) => [field, before[field]]));
  return { person, after: { ...person, ...back }, problems: [], kept };
}
