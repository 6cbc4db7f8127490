import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { isOwnField, ownFieldId } from '$lib/domain/patrons/card-codes';
import { keptValue, searchableOf } from '$lib/domain/patrons/field-values';
import type { Outcome } from '$lib/domain/patrons/plan-changes';
import { movedPart } from '$lib/domain/patrons/undo-change';
import type { Reader } from '../db/client';
import { audit } from '../db/schema/operations';
import { patronChange, patronChangeSet } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import type { PatronFieldRecord } from '../patrons/field-queries';
import { fieldValueStatements } from '../patrons/field-statements';
import { releaseUniques, storeChanged } from '../patrons/patron-statements';

/** How long many changes can be taken back as one. */
const UNDO_MS = 30 * 24 * 3_600_000;

/** What is remembered of a batch, so that it can be undone as one. */
export interface ChangeSetHead {
  id: string;
  kind: typeof patronChangeSet.$inferInsert.kind;
  /** Fields and codes; nobody's data. */
  request: Record<string, unknown>;
}

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

const headStatement = (read: Reader, head: ChangeSetHead, { jobId, actorId, now }: Written) =>
  statement(
    read
      .insert(patronChangeSet)
      .values({ ...head, jobId, createdBy: actorId, createdAt: now, undoUntil: now + UNDO_MS })
      .onConflictDoNothing(),
  );

const memoryStatement = (read: Reader, head: ChangeSetHead, { person, after, changed }: Outcome) =>
  statement(
    read.insert(patronChange).values({
      changeSetId: head.id,
      patronId: person.id,
      before: movedPart(person, changed),
      after: movedPart(after, changed),
    }),
  );

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
    ...(head ? [headStatement(read, head, written)] : []),
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
      ...(head ? [memoryStatement(read, head, outcome)] : []),
      auditStatement(read, written, outcome),
    ]),
  ];
}
