import type { InStatement } from '@libsql/client';
import type { Reader } from '../db/client';
import { catalogueChangeSet } from '../db/schema/cataloguing';
import { statement } from '../db/statement';

const DAY_MS = 24 * 3_600_000;
/** For so long a change of many titles can be taken back. */
export const UNDO_MS = 30 * DAY_MS;

/** One title or copy before and after; `before` is null where it was made. */
export interface Change {
  readonly subject: 'title' | 'copy';
  readonly subjectId: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** The set that changes belong to. Asked for again, it is the one that is there. */
export const changeSetStatement = (read: Reader, set: typeof catalogueChangeSet.$inferInsert): InStatement =>
  statement(read.insert(catalogueChangeSet).values(set).onConflictDoNothing());

/** All changes of one batch in one statement. A title or copy that the set knows already keeps its first state. */
export function changesStatement(changeSetId: string, changes: readonly Change[]): InStatement[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ subject, subjectId, before, after }) => [
    subject,
    subjectId,
    before && JSON.stringify(before),
    after && JSON.stringify(after),
  ]);
  return [
    {
      sql: `insert into catalogue_change (change_set_id, subject, subject_id, before, after)
            select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?) where true
            on conflict do nothing`,
      args: [changeSetId, JSON.stringify(rows)],
    },
  ];
}
