import { eq } from 'drizzle-orm';
import { type UndoneMerge } from '$lib/contracts/merges';
import { ById } from '$lib/contracts/shared';
import { undoRefusal } from '$lib/domain/patrons/merge-patrons';
import { patronSortKey, renewedSearchKey } from '$lib/domain/patrons/search-key';
import { allAccessLevels } from '../access/queries';
import { AppError, notFound, type FieldProblem } from '../app-error';
import type { Reader } from '../db/client';
import { patronMerge } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { checkNotOutranked } from '../patrons/level-policy';
import { endSessions } from '../patrons/patron-statements';
import { partsOf, patronById, takenValues, type PatronRecord } from '../patrons/queries';
import { assertInScope } from '../patrons/scope-policy';
import { useCase, type Context } from '../use-case';
import { holdStatements, insertPatronRow, moveBackAll, restoredHolds, setPatron } from './merge-statements';
import {
  holdsByIds,
  mergeById,
  mergedAgain,
  openHolds,
  takenFieldValues,
  titleRevs,
  type MergeRow,
} from './queries';
import { idsWhere, putBack, takeAway } from './row-statements';
import { readSnapshot, type MergeSnapshot } from './snapshot-maker';

const conflict = (fields: FieldProblem[]) => new AppError('conflict', { fields });

/** The kept record as it will be: what the merge changed and nobody has changed since is as it was before. */
function restoredKept(now: PatronRecord, { before, after }: MergeSnapshot): PatronRecord {
  const back = Object.fromEntries(
    (Object.keys(before) as (keyof PatronRecord)[])
      .filter((key) => now[key] === after[key])
      .map((key) => [key, before[key]]),
  );
  const restored: PatronRecord = { ...now, ...back };
  const isWhole = Object.keys(back).length === Object.keys(before).length;
  return isWhole
    ? restored
    : { ...restored, searchKey: renewedSearchKey(now, restored), sortKey: patronSortKey(restored) };
}

/** @throws AppError conflict naming every unique value of either record that somebody else has by now. */
async function checkFree(read: Reader, kept: PatronRecord, snapshot: MergeSnapshot) {
  const { lost } = snapshot;
  const problems: FieldProblem[] = [];
  for (const row of [kept, lost]) {
    const other = row === kept ? lost : kept;
    // Of the two, each is asked about what everybody else has; what they have of each other is compared below.
    const taken = await takenValues(read, row, kept.id);
    if (taken.username || row.usernameKey === other.usernameKey)
      problems.push({ path: 'username', code: 'username-taken', value: row.username });
    if (row.barcode !== null && (taken.barcode || row.barcode === other.barcode))
      problems.push({ path: 'barcode', code: 'barcode-taken', value: row.barcode });
    if (row.adminSystemId !== null && (taken.adminSystemId || row.adminSystemId === other.adminSystemId))
      problems.push({ path: 'adminSystemId', code: 'admin-system-id-taken', value: row.adminSystemId });
  }
  const values = snapshot.aside.flatMap(({ table, row }) => {
    const [fieldId, uniqueKey] = [row['field_id'], row['unique_key']];
    const isUnique =
      table === 'patron_field_value' && typeof fieldId === 'string' && typeof uniqueKey === 'string';
    return isUnique ? [{ fieldId, uniqueKey }] : [];
  });
  const fields = await takenFieldValues(read, values, [kept.id]);
  problems.push(...fields.map((id) => ({ path: `field:${id}`, code: 'taken' })));
  const seen = new Map(problems.map((problem) => [problem.path, problem]));
  if (seen.size > 0) throw conflict([...seen.values()]);
}

/** @throws AppError not-found, not-permitted, conflict with why it can't be undone. */
async function undoable(context: Context, merge: MergeRow) {
  const { read } = context.database;
  const kept = await patronById(read, merge.keptId);
  if (!kept) throw notFound();
  const { siteIds, accessLevelIds } = await partsOf(read, kept.id);
  assertInScope(context.actor, siteIds);
  const { undoneAt, undoUntil } = merge;
  const snapshot = readSnapshot(merge.snapshot);
  const again = (snapshot && snapshot.keptId !== merge.keptId) || (await mergedAgain(read, merge));
  const refusal = undoRefusal({ undoneAt, undoUntil, mergedAgain: again, now: context.now });
  if (refusal || !snapshot) throw conflict([{ path: 'id', code: refusal ?? 'merge-undo-over' }]);
  const levelsBack = snapshot.aside.flatMap(({ row }) => String(row['access_level_id'] ?? '') || []);
  checkNotOutranked(context.actor, await allAccessLevels(read), [...accessLevelIds, ...levelsBack]);
  return { kept, snapshot };
}

/** A photo that was removed since does not come back. */
async function lostRow(read: Reader, { lost, moved, keptId }: MergeSnapshot): Promise<PatronRecord> {
  const hasMoved = (moved['patron_photo.patron_id'] ?? []).some((id) => id === lost.photoId);
  if (!hasMoved) return lost;
  const there = await idsWhere(read, 'patron_photo', 'patron_id', keptId);
  return there.includes(lost.photoId ?? '') ? lost : { ...lost, photoId: null };
}

/** The queues that the merge joined, as far as they still are as it left them. */
async function holdsBack(read: Reader, snapshot: MergeSnapshot) {
  const titleIds = [...new Set(snapshot.holds.map(({ after }) => after.titleId))];
  if (titleIds.length === 0) return { titles: [], places: [] };
  const gone = snapshot.holds
    .filter(({ after }) => after.status === 'cancelled')
    .map(({ after }) => after.id);
  const open = await openHolds(read, titleIds);
  return {
    titles: await titleRevs(read, titleIds),
    places: restoredHolds(snapshot, open, await holdsByIds(read, gone)),
  };
}

/**
 * Makes two records of one again, both as they were. What has happened since (new loans, payments, corrections) stays
 * with the kept record. @throws AppError not-found, not-permitted, conflict.
 */
export const undoMerge = useCase({
  name: 'undo-merge',
  permission: 'patrons.merge',
  input: ById,
  run: (context, { id }): Promise<UndoneMerge> =>
    context.change(async () => {
      const { read } = context.database;
      const merge = await mergeById(read, id);
      if (!merge) throw notFound();
      const { kept, snapshot } = await undoable(context, merge);
      const restored = restoredKept(kept, snapshot);
      await checkFree(read, restored, snapshot);
      const { titles, places } = await holdsBack(read, snapshot);
      const { keptId, lostId } = merge;
      return {
        guards: [
          { table: 'patron', id: keptId, rev: kept.rev },
          ...titles.map((title) => ({ table: 'title' as const, ...title })),
        ],
        statements: [
          setPatron(read, keptId, restored),
          // The other of the two may have signed in to the one record.
          endSessions(read, keptId, keptId === context.actor.patronId ? context.actor.sessionId : undefined),
          insertPatronRow(read, await lostRow(read, snapshot)),
          ...snapshot.made.map(takeAway),
          ...moveBackAll(snapshot),
          ...snapshot.aside.map(putBack),
          ...holdStatements(read, places),
          // What was kept of the lost record for this is no longer needed.
          statement(
            read
              .update(patronMerge)
              .set({ undoneAt: context.now, snapshot: {} })
              .where(eq(patronMerge.id, id)),
          ),
        ],
        audit: [
          { subjectType: 'patron', subjectId: keptId, details: { mergeId: id, lostId } },
          { subjectType: 'patron', subjectId: lostId, details: { mergeId: id, keptId } },
        ],
        answer: { id, keptId, lostId },
      };
    }),
});
