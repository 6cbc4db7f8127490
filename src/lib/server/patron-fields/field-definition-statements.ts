import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { deskFieldOf } from '$lib/domain/patrons/card-codes';
import type { Reader } from '../db/client';
import { audit } from '../db/schema/operations';
import { patronField, patronFieldValue } from '../db/schema/patron-fields';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import type { JobRun } from '../jobs/handler';
import type { PatronFieldRecord } from '../patrons/field-queries';
import type { PatronRecord } from '../patrons/queries';

type NewField = Omit<PatronFieldRecord, 'rev'>;

export const insertField = (read: Reader, field: NewField): InStatement =>
  statement(read.insert(patronField).values({ ...field, rev: nextRev }));

export const updateField = (
  read: Reader,
  id: string,
  change: Partial<Omit<NewField, 'id' | 'type' | 'createdAt'>>,
): InStatement =>
  statement(
    read
      .update(patronField)
      .set({ ...change, rev: nextRev })
      .where(eq(patronField.id, id)),
  );

/** Forgets the values that changes of many patrons could put back. */
const forgetField = (id: string): InStatement => ({
  sql: `update patron_change set before = json_remove(before, ?), after = json_remove(after, ?)
    where json_type(before, ?) is not null`,
  args: Array.from({ length: 3 }, () => `$."${deskFieldOf(id)}"`),
});

/** Removes a field with everybody's value of it, also those that an undo could put back. */
export const deleteField = (read: Reader, id: string): InStatement[] => [
  forgetField(id),
  statement(read.delete(patronFieldValue).where(eq(patronFieldValue.fieldId, id))),
  statement(read.delete(patronField).where(eq(patronField.id, id))),
];

/** How many keys one statement carries. */
const KEYS_AT_ONCE = 1000;

/** Stores what the values of a field are kept apart by; null where they need not be. */
export function setUniqueKeys(
  read: Reader,
  fieldId: string,
  keys: readonly { patronId: string; key: string }[] | null,
): InStatement[] {
  const ofField = eq(patronFieldValue.fieldId, fieldId);
  if (keys === null)
    return [statement(read.update(patronFieldValue).set({ uniqueKey: null }).where(ofField))];
  return Array.from({ length: Math.ceil(keys.length / KEYS_AT_ONCE) }, (_, i) => ({
    sql: `update patron_field_value set unique_key = k.key from (
      select json_extract(value, '$[0]') as patron_id, json_extract(value, '$[1]') as key from json_each(?)) k
      where patron_field_value.field_id = ? and patron_field_value.patron_id = k.patron_id`,
    args: [
      JSON.stringify(
        keys.slice(i * KEYS_AT_ONCE, (i + 1) * KEYS_AT_ONCE).map(({ patronId, key }) => [patronId, key]),
      ),
      fieldId,
    ],
  }));
}

/** A new search key; devices that keep patrons learn of it by the revision. */
export const setSearchKey = (read: Reader, patronId: string, searchKey: string): InStatement =>
  statement(read.update(patron).set({ searchKey, rev: nextRev }).where(eq(patron.id, patronId)));

/** A patron after values were moved out of or into its own columns. */
export const updateMoved = (
  read: Reader,
  row: Pick<
    PatronRecord,
    | 'id'
    | 'cohort'
    | 'formClass'
    | 'preferredName'
    | 'middleName'
    | 'adminSystemId'
    | 'searchKey'
    | 'sortKey'
    | 'updatedAt'
  >,
): InStatement => {
  const { id, cohort, formClass, preferredName, middleName, adminSystemId, searchKey, sortKey, updatedAt } =
    row;
  const names = { preferredName, middleName, searchKey, sortKey, updatedAt };
  return statement(
    read
      .update(patron)
      .set({ cohort, formClass, adminSystemId, ...names, rev: nextRev })
      .where(eq(patron.id, id)),
  );
};

/** Fields only: the values are in the job's result. */
export const auditMove = (
  read: Reader,
  run: JobRun,
  patronId: string,
  details: { from: string; to: string },
): InStatement =>
  statement(
    read.insert(audit).values({
      id: uuid(),
      at: run.services.clock.now(),
      actorId: run.createdBy,
      actorKind: 'patron',
      useCase: 'move-patron-fields',
      subjectType: 'patron',
      subjectId: patronId,
      details: { job: run.id, ...details },
      requestId: run.id,
    }),
  );
