import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { NewPatronField, PatronFieldChangeById, type PatronField } from '$lib/contracts/patron-fields';
import { definitionProblems, tidiedDefinition, uniqueKeyOf } from '$lib/domain/patrons/patron-field';
import { AppError, notFound, type FieldProblem } from '../app-error';
import type { Reader } from '../db/client';
import {
  allPatronFields,
  holdersOfValues,
  valuesOfField,
  type PatronFieldRecord,
} from '../patrons/field-queries';
import { useCase } from '../use-case';
import { insertField, setUniqueKeys, updateField } from './field-definition-statements';
import { fieldAnswer } from './list-patron-fields';
import { searchKeyChange } from './search-key-change';

/** Adds a field at the end of the forms. @throws AppError invalid with everything that is wrong with it. */
export const addPatronField = useCase({
  name: 'add-patron-field',
  permission: 'patrons.sitePreferences',
  input: NewPatronField,
  run: (context, wanted): Promise<PatronField> =>
    context.change(async () => {
      const { read } = context.database;
      const others = await allPatronFields(read);
      const draft = tidiedDefinition(wanted);
      refuse([...definitionProblems(draft, others)]);
      const position = Math.max(0, ...others.map((field) => field.position)) + 1;
      const field = { ...draft, id: uuid(), position, createdAt: context.now };
      return {
        statements: [insertField(read, field)],
        audit: { subjectType: 'patron-field', subjectId: field.id, details: { type: field.type } },
        answer: fieldAnswer({ ...field, rev: 0 }),
      };
    }),
});

function refuse(fields: FieldProblem[]) {
  if (fields.length > 0) throw new AppError('invalid', { fields });
}

/** The values of patrons who share one, ignoring case; and what all of them are kept apart by. */
async function uniqueKeys(read: Reader, fieldId: string) {
  const keys = (await valuesOfField(read, fieldId)).map(({ patronId, value }) => ({
    patronId,
    key: uniqueKeyOf(value),
  }));
  const counts = new Map<string, number>();
  for (const { key } of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return { keys, sharing: keys.filter(({ key }) => (counts.get(key) ?? 0) > 1).length };
}

/** What turning uniqueness on or off writes. @throws AppError invalid, saying how many patrons share a value. */
async function uniqueStatements(
  read: Reader,
  before: PatronFieldRecord,
  unique: boolean,
): Promise<InStatement[]> {
  if (before.unique === unique) return [];
  if (!unique) return setUniqueKeys(read, before.id, null);
  const { keys, sharing } = await uniqueKeys(read, before.id);
  if (sharing > 0) refuse([{ path: 'unique', code: 'field-values-shared', value: String(sharing) }]);
  return setUniqueKeys(read, before.id, keys);
}

/** A choice that patrons have can't be taken away. */
async function choiceProblems(read: Reader, before: PatronFieldRecord, choices: readonly string[]) {
  const gone = before.choices.filter((choice) => !choices.includes(choice));
  const patrons = await holdersOfValues(read, before.id, gone);
  return patrons > 0 ? [{ path: 'choices', code: 'field-choice-in-use', value: String(patrons) }] : [];
}

/**
 * Changes what is given. Values stay as they are: its type is for good, and choices that patrons have can't go.
 * @throws AppError not-found; invalid, also where patrons share values that are to be unique
 */
export const changePatronField = useCase({
  name: 'change-patron-field',
  permission: 'patrons.sitePreferences',
  input: PatronFieldChangeById,
  async run(context, { id, ...wanted }): Promise<PatronField> {
    const field = await context.change(async () => {
      const { read } = context.database;
      const fields = await allPatronFields(read);
      const before = fields.find((one) => one.id === id);
      if (!before) throw notFound();
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      const { rev, ...after } = tidiedDefinition<PatronFieldRecord>({ ...before, ...given });
      const others = fields.filter((one) => one.id !== id);
      refuse([...definitionProblems(after, others), ...(await choiceProblems(read, before, after.choices))]);
      const searchable = [...others, after].filter((one) => one.searchable).map((one) => one.id);
      const keys =
        before.searchable === after.searchable
          ? { guards: [], statements: [], jobId: null }
          : await searchKeyChange(context, id, searchable);
      const { name, choices, unique } = after;
      return {
        guards: [{ table: 'patron_field', id, rev }, ...keys.guards],
        statements: [
          ...(await uniqueStatements(read, before, unique)),
          updateField(read, id, { name, choices, unique, searchable: after.searchable }),
          ...keys.statements,
        ],
        audit: {
          subjectType: 'patron-field',
          subjectId: id,
          details: { changed: Object.keys(given), ...(keys.jobId ? { job: keys.jobId } : {}) },
        },
        answer: fieldAnswer({ ...after, rev }),
      };
    });
    context.jobs.nudge();
    return field;
  },
});
