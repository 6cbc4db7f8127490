import type { InStatement } from '@libsql/client';
import type { Reader } from '../db/client';
import { titlesByIds, type CopyRow, type TitleRow } from './queries';
import {
  changedCopyStatement,
  changedTitleStatements,
  type CopyValues,
  type TitleValues,
} from './title-statements';
import {
  copiesByIds,
  copiesInUse,
  removedCopies,
  removedTitles,
  titlesInUse,
  type ChangeRow,
} from './undo-queries';

/** Why something stays as the import made it. */
export type LeftCode = 'in-use' | 'changed-since';

/** A title or copy that is not taken back. */
export interface Left {
  readonly id: string;
  readonly name: string;
  readonly code: LeftCode;
}

export interface UndoPlan {
  statements: InStatement[];
  left: Left[];
  undone: number;
  /** Titles whose index must be made anew. */
  touched: string[];
  /** What goes altogether. */
  removed: readonly string[];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const says = (row: object, values: Record<string, unknown> | null) =>
  Object.entries(values ?? {}).every(([key, value]) => same((row as Record<string, unknown>)[key], value));

/** What becomes of one change: its subject is as it was already, goes, goes back, or is left. */
function verdict(change: ChangeRow, row: object, inUse: boolean): 'back' | 'remove' | 'restore' | LeftCode {
  if (change.before === null) {
    if (inUse) return 'in-use';
    return says(row, change.after) ? 'remove' : 'changed-since';
  }
  if (says(row, change.after)) return 'restore';
  return says(row, change.before) ? 'back' : 'changed-since';
}

interface Subject<R extends { id: string }> {
  rows: readonly R[];
  inUse: ReadonlySet<string>;
  nameOf: (row: R) => string;
  titleOf: (row: R) => string;
  restored: (row: R, before: Record<string, unknown>) => InStatement[];
  removed: (ids: readonly string[]) => InStatement;
}

function planFor<R extends { id: string }>(changes: readonly ChangeRow[], subject: Subject<R>): UndoPlan {
  const plan: Omit<UndoPlan, 'removed'> = { statements: [], left: [], undone: 0, touched: [] };
  const rows = new Map(subject.rows.map((row) => [row.id, row]));
  const removed: string[] = [];
  for (const change of changes) {
    const row = rows.get(change.subjectId);
    const what = row ? verdict(change, row, subject.inUse.has(row.id)) : 'back';
    if (row && (what === 'in-use' || what === 'changed-since'))
      plan.left.push({ id: row.id, name: subject.nameOf(row), code: what });
    else plan.undone += 1;
    if (row && what === 'remove') removed.push(row.id);
    if (row && what === 'restore') plan.statements.push(...subject.restored(row, change.before ?? {}));
    if (row && (what === 'remove' || what === 'restore')) plan.touched.push(subject.titleOf(row));
  }
  if (removed.length > 0) plan.statements.push(subject.removed(removed));
  return { ...plan, removed };
}

/** How copies go back: new ones only where nothing speaks of them, changed ones where nobody changed them since. */
export async function planCopies(read: Reader, changes: readonly ChangeRow[]): Promise<UndoPlan> {
  const ids = changes.map(({ subjectId }) => subjectId);
  const [rows, inUse] = await Promise.all([copiesByIds(read, ids), copiesInUse(read, ids)]);
  return planFor<CopyRow>(changes, {
    rows,
    inUse,
    nameOf: ({ barcode }) => barcode,
    titleOf: ({ titleId }) => titleId,
    restored: ({ id }, before) => [changedCopyStatement(read, id, before as Partial<CopyValues>)],
    removed: (gone) => removedCopies(read, gone),
  });
}

/**
 * The same for titles; it comes after the copies, without which a new title can go.
 * @param gone copies that a rehearsal takes for removed
 */
export async function planTitles(
  read: Reader,
  changes: readonly ChangeRow[],
  now: number,
  gone?: ReadonlySet<string>,
): Promise<UndoPlan> {
  const ids = changes.map(({ subjectId }) => subjectId);
  const [rows, inUse] = await Promise.all([titlesByIds(read, ids), titlesInUse(read, ids, gone)]);
  return planFor<TitleRow>(changes, {
    rows,
    inUse,
    nameOf: ({ title }) => title,
    titleOf: ({ id }) => id,
    restored: (row, before) => {
      const values = before as Partial<TitleValues>;
      return changedTitleStatements(read, row.id, { ...values, updatedAt: now }, { ...row, ...values });
    },
    removed: (gone) => removedTitles(read, gone),
  });
}
