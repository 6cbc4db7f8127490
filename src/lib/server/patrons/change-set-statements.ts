import type { InStatement } from '@libsql/client';
import type { Moved } from '$lib/domain/patrons/undo-change';
import type { Reader } from '../db/client';
import { patronChange, patronChangeSet } from '../db/schema/patron-changes';
import { statement } from '../db/statement';

/** How long many changes can be taken back as one. */
export const UNDO_MS = 30 * 24 * 3_600_000;

/** What is remembered of a change of many patrons, so that it can be undone as one. */
export interface ChangeSetHead {
  id: string;
  kind: typeof patronChangeSet.$inferInsert.kind;
  /** Fields and codes; nobody's data. */
  request: Record<string, unknown>;
}

/** Begins a change set; one that has begun stays as it is. */
export const beginChangeSet = (
  read: Reader,
  head: ChangeSetHead,
  { jobId, actorId, now }: { jobId: string; actorId: string | null; now: number },
): InStatement =>
  statement(
    read
      .insert(patronChangeSet)
      .values({ ...head, jobId, createdBy: actorId, createdAt: now, undoUntil: now + UNDO_MS })
      .onConflictDoNothing(),
  );

/** Remembers the fields that somebody's change moved. */
export const rememberChange = (
  read: Reader,
  changeSetId: string,
  patronId: string,
  { before, after }: { before: Moved; after: Moved },
): InStatement => statement(read.insert(patronChange).values({ changeSetId, patronId, before, after }));
