import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import type { StoredContact } from '$lib/domain/imports/related-contacts';
import { UNDO_MS } from '../patrons/change-set-statements';
import type { Reader } from '../db/client';
import { patronChange, patronChangeSet } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import type { JobRun } from '../jobs/handler';

/** Imports about registered patrons that keep a memory of their own; the others change fields, as every batch does. */
export const REMEMBERED_IMPORTS = ['import-contacts', 'import-photos'] as const;
export type RememberedImport = (typeof REMEMBERED_IMPORTS)[number];

export const isRememberedImport = (kind: string): kind is RememberedImport =>
  REMEMBERED_IMPORTS.some((one) => one === kind);

/** Somebody's contacts, or their photo with its bytes in base64; the bytes of the new photo are not kept twice. */
export interface RelatedState {
  contacts?: readonly StoredContact[];
  photo?: { id: string; bytes?: string } | null;
}

/**
 * What an import remembers of one person in the batch that changes them, under the id of its job: an import that is
 * taken up again goes on in the same set, and what was there before its first change stays.
 */
export const memoryStatements = (
  read: Reader,
  run: JobRun,
  kind: RememberedImport,
  change: { patronId: string; before: RelatedState; after: RelatedState },
): InStatement[] => {
  const now = run.services.clock.now();
  const [before, after] = [{ ...change.before }, { ...change.after }];
  return [
    statement(
      read
        .insert(patronChangeSet)
        .values({
          ...{ id: run.id, kind, request: {}, jobId: run.id, createdBy: run.createdBy },
          createdAt: now,
          undoUntil: now + UNDO_MS,
        })
        .onConflictDoNothing(),
    ),
    statement(
      read
        .insert(patronChange)
        .values({ changeSetId: run.id, patronId: change.patronId, before, after })
        .onConflictDoUpdate({ target: [patronChange.changeSetId, patronChange.patronId], set: { after } }),
    ),
  ];
};

/** Whose data a change set holds. */
export async function rememberedIds(read: Reader, changeSetId: string): Promise<string[]> {
  const rows = await read
    .select({ id: patronChange.patronId })
    .from(patronChange)
    .where(eq(patronChange.changeSetId, changeSetId));
  return rows.map(({ id }) => id);
}
