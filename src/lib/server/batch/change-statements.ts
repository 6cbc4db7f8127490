import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import type { Outcome } from '$lib/domain/patrons/plan-changes';
import { movedPart } from '$lib/domain/patrons/undo-change';
import type { Reader } from '../db/client';
import { audit } from '../db/schema/operations';
import { patronChange, patronChangeSet } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { releaseUniques, storeChanged } from '../patrons/patron-statements';

/** How long many changes can be taken back as one. */
export const UNDO_MS = 30 * 24 * 3_600_000;

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
  /** The searchable values of the district's own fields that somebody has. */
  searchable: (patronId: string) => readonly string[];
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
    ...outcomes.flatMap((outcome) => [
      ...storeChanged(read, outcome.person.id, outcome.after, {
        changed: new Set(outcome.changed),
        searchable: written.searchable(outcome.person.id),
        now: written.now,
      }),
      ...(head ? [memoryStatement(read, head, outcome)] : []),
      auditStatement(read, written, outcome),
    ]),
  ];
}
