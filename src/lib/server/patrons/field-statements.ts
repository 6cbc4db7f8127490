import type { InStatement } from '@libsql/client';
import { and, eq, inArray } from 'drizzle-orm';
import type { FieldValueChange } from '$lib/domain/patrons/field-values';
import type { Reader } from '../db/client';
import { patronFieldValue } from '../db/schema/patron-fields';
import { statement } from '../db/statement';

/** Statements that store a patron's changed values of the district's own fields; those not named stay. */
export function fieldValueStatements(
  read: Reader,
  patronId: string,
  { set, cleared }: Pick<FieldValueChange, 'set' | 'cleared'>,
): InStatement[] {
  const changed = [...cleared, ...set.map(({ fieldId }) => fieldId)];
  if (changed.length === 0) return [];
  return [
    statement(
      read
        .delete(patronFieldValue)
        .where(and(eq(patronFieldValue.patronId, patronId), inArray(patronFieldValue.fieldId, changed))),
    ),
    ...set.map((value) => statement(read.insert(patronFieldValue).values({ ...value, patronId }))),
  ];
}
