import type { PatronRecord } from '../patrons/queries';
import type { TableRow } from './row-statements';

/** How long a merge can be undone, ms. */
export const UNDO_MS = 30 * 24 * 3_600_000;

/** What a merge changed in a hold. */
export interface HoldPlace {
  readonly id: string;
  readonly titleId: string;
  readonly status: 'pending' | 'in-transit' | 'ready' | 'fulfilled' | 'cancelled' | 'expired';
  readonly position: number;
  readonly closedAt: number | null;
}

/** Everything that is needed to make two records of one again. */
export interface MergeSnapshot {
  readonly version: 1;
  /** The one that stayed, as this merge knew it: a later merge may have moved the row to another. */
  readonly keptId: string;
  readonly lost: PatronRecord;
  /** Columns of the kept record that the merge changed. */
  readonly before: Partial<PatronRecord>;
  readonly after: Partial<PatronRecord>;
  /** Ids of the rows that moved, by pointer. */
  readonly moved: Readonly<Record<string, readonly string[]>>;
  /** Rows that the merge removed, of both records. */
  readonly aside: readonly TableRow[];
  /** Rows that the merge made. */
  readonly made: readonly TableRow[];
  readonly holds: readonly { readonly before: HoldPlace; readonly after: HoldPlace }[];
}

/** @returns undefined once it has been purged. */
export const readSnapshot = (stored: Record<string, unknown>): MergeSnapshot | undefined =>
  stored['version'] === 1 ? (stored as unknown as MergeSnapshot) : undefined;

/** The columns in which two records differ, as they were and as they are. */
export function changedColumns(before: PatronRecord, after: PatronRecord) {
  const changed = (Object.keys(after) as (keyof PatronRecord)[]).filter(
    (key) => key !== 'rev' && before[key] !== after[key],
  );
  const pick = (row: PatronRecord): Partial<PatronRecord> =>
    Object.fromEntries(changed.map((key) => [key, row[key]]));
  return { before: pick(before), after: pick(after) };
}
