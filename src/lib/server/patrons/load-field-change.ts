import { decideFieldValues, NO_FIELD_VALUES, type FieldValueChange } from '$lib/domain/patrons/field-values';
import { deskFieldOf } from '$lib/domain/patrons/card-codes';
import type { FieldProblem } from '../app-error';
import type { Reader } from '../db/client';
import type { Guard } from '../db/write';
import { allPatronFields, fieldValuesOf, takenFieldIds } from './field-queries';

export interface LoadedFieldChange {
  change: FieldValueChange;
  /** To be told with every other problem of the record; values stay out of it. */
  problems: FieldProblem[];
  /** The changed fields as the audit names them: `field:<id>`. */
  changed: string[];
  /** The definitions that it rests on. */
  guards: Guard[];
}

/**
 * What a request about values of the district's fields comes to for one patron. To be asked inside the change's plan.
 * @param wanted by field id; only these change
 */
export async function loadFieldChange(
  read: Reader,
  patronId: string,
  kind: 'personal' | 'generic',
  wanted: Readonly<Record<string, string | null>> = {},
): Promise<LoadedFieldChange> {
  const fields = await allPatronFields(read);
  if (fields.length === 0 && Object.keys(wanted).length === 0)
    return { change: NO_FIELD_VALUES, problems: [], changed: [], guards: [] };
  const before = await fieldValuesOf(read, patronId);
  const { change, problems } = decideFieldValues(fields, before, wanted, { generic: kind === 'generic' });
  const taken = await takenFieldIds(read, change.set, patronId);
  const used = fields.filter(({ id }) => before.has(id) || Object.hasOwn(wanted, id));
  return {
    change,
    guards: used.map(({ id, rev }) => ({ table: 'patron_field', id, rev })),
    problems: [...problems, ...taken.map((id) => ({ path: `fields.${id}`, code: 'taken' }))],
    changed: [...change.set.map(({ fieldId }) => fieldId), ...change.cleared].map(deskFieldOf),
  };
}
