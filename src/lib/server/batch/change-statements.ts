import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { isOwnField, ownFieldId } from '$lib/domain/patrons/card-codes';
import { keptValue, searchableOf } from '$lib/domain/patrons/field-values';
import type { Outcome } from '$lib/domain/patrons/plan-changes';
import { movedPart } from '$lib/domain/patrons/undo-change';
import type { Reader } from '../db/client';
import { audit } from '../db/schema/operations';
import { statement } from '../db/statement';
import { beginChangeSet, rememberChange, type ChangeSetHead } from '../patrons/change-set-statements';
import type { PatronFieldRecord } from '../patrons/field-queries';
import { fieldValueStatements } from '../patrons/field-statements';
import { endSessions, releaseUniques, storeChanged } from '../patrons/patron-statements';

interface Written {
  jobId: string;
  useCase: string;
  actorId: string | null;
  now: number;
  /** The district's own fields, whose values everybody has with them. */
  ownFields: readonly PatronFieldRecord[];
  /** Null where nothing is remembered: an undo is not undone. */
  head: ChangeSetHead | null;
}

const auditStatement = (read: Reader, written: Written, { person, changed }: Outcome) =>
  statement(
    read.insert(audit).values({
      id: uuid(),
      at: written.now,
      actorId: written.actorId,
      actorKind: 'patron',
      useCase: written.useCase,
      subjectType: 'patron',
      subjectId: person.id,
      details: { job: written.jobId, changed },
      requestId: written.jobId,
    }),
  );

const movedBy = ({ person, after, changed }: Outcome) => ({
  before: movedPart(person, changed),
  after: movedPart(after, changed),
});

const changedOwnIds = ({ changed }: Outcome): string[] =>
  changed.filter(isOwnField).flatMap((field) => ownFieldId(field) ?? []);

/** New values of the district's own fields; the old ones are gone by then. */
const ownStatements = (read: Reader, outcome: Outcome, ownFields: readonly PatronFieldRecord[]) => {
  const changed = changedOwnIds(outcome);
  const set = ownFields
    .filter(({ id }) => changed.includes(id))
    .flatMap((field) => {
      const value = outcome.after.own?.[field.id];
      return value ? [keptValue(field, value)] : [];
    });
  return fieldValueStatements(read, outcome.person.id, { set, cleared: [] });
};

/** What search finds somebody by afterwards, besides the record itself. */
const searchableAfter = ({ after }: Outcome, ownFields: readonly PatronFieldRecord[]): string[] => {
  const values = Object.entries(after.own ?? {}).flatMap(([id, value]) =>
    value === null ? [] : [[id, value] as const],
  );
  return searchableOf(ownFields, new Map(values));
};

/** Everything that one part of a batch writes: values released, then claimed, remembered and audited. */
export function changeStatements(
  read: Reader,
  outcomes: readonly Outcome[],
  written: Written,
): InStatement[] {
  const { head } = written;
  if (outcomes.length === 0) return [];
  return [
    ...(head ? [beginChangeSet(read, head, written)] : []),
    ...outcomes.flatMap(({ person, changed }) => releaseUniques(read, person.id, new Set(changed)) ?? []),
    ...outcomes.flatMap((outcome) =>
      fieldValueStatements(read, outcome.person.id, { set: [], cleared: changedOwnIds(outcome) }),
    ),
    ...outcomes.flatMap((outcome) => [
      ...storeChanged(read, outcome.person.id, outcome.after, {
        changed: new Set(outcome.changed),
        searchable: searchableAfter(outcome, written.ownFields),
        now: written.now,
      }),
      ...ownStatements(read, outcome, written.ownFields),
      // What was opened the other way ends with it.
      ...(outcome.changed.includes('singleSignOn') ? [endSessions(read, outcome.person.id)] : []),
      ...(head ? [rememberChange(read, head.id, outcome.person.id, movedBy(outcome))] : []),
      auditStatement(read, written, outcome),
    ]),
  ];
}
