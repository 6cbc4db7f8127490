import * as v from 'valibot';
import { RolloverCounts, RolloverPlan, type Rollover } from '$lib/contracts/rollover';
import type { Reader } from '../db/client';
import { iso, isoOrNull } from '../paging';
import { changeSetById, steppedSoFar, type RolloverRow } from './queries';

export const planOf = (row: RolloverRow) => v.parse(RolloverPlan, row.plan);

/** A stored rollover as the API shows it. */
export async function rolloverAnswer(read: Reader, row: RolloverRow): Promise<Rollover> {
  const [set, { stepped }] = await Promise.all([changeSetById(read, row.id), steppedSoFar(read, row.id)]);
  const isUndoable = set !== undefined && set.undoneAt === null && stepped > 0;
  const rehearsal = v.safeParse(RolloverCounts, row.rehearsal);
  return {
    id: row.id,
    status: row.status,
    plan: planOf(row),
    rehearsal: rehearsal.success ? rehearsal.output : null,
    rehearsedAt: isoOrNull(row.rehearsedAt),
    createdAt: iso(row.createdAt),
    appliedAt: isoOrNull(row.appliedAt),
    stepped,
    undoUntil: isUndoable ? iso(set.undoUntil) : null,
  };
}
