import { MergeQuery, type Merge } from '$lib/contracts/merges';
import type { Page } from '$lib/contracts/shared';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { undoRefusal } from '$lib/domain/patrons/merge-patrons';
import { cursorOf, iso, isoOrNull, readCursor } from '../paging';
import { recordScope } from '../patrons/scope-policy';
import { useCase, type Context } from '../use-case';
import { mergedAgain, mergesPage, patronsByIds } from './queries';
import { readSnapshot } from './snapshot-maker';

type Row = Awaited<ReturnType<typeof mergesPage>>['rows'][number];

async function mergeAnswer(context: Context, { row, kept }: Row, names: Map<string, string>): Promise<Merge> {
  const snapshot = readSnapshot(row.snapshot);
  const again =
    (snapshot && snapshot.keptId !== row.keptId) || (await mergedAgain(context.database.read, row));
  const facts = { undoneAt: row.undoneAt, undoUntil: row.undoUntil, mergedAgain: again, now: context.now };
  return {
    id: row.id,
    keptId: row.keptId,
    keptName: nameOrUsername(kept),
    lostName: snapshot ? nameOrUsername(snapshot.lost) : '',
    mergedBy: names.get(row.mergedBy ?? '') ?? '',
    mergedAt: iso(row.mergedAt),
    undoUntil: iso(row.undoUntil),
    undoneAt: isoOrNull(row.undoneAt),
    refusal: undoRefusal(facts) ?? (snapshot ? null : 'merge-undo-over'),
  };
}

/** Merges of the records that the actor may open, newest first, each with whether it can still be undone. */
export const listMerges = useCase({
  name: 'list-merges',
  permission: 'patrons.merge',
  input: MergeQuery,
  async run(context, { limit, cursor }): Promise<Page<Merge>> {
    const { read } = context.database;
    const after = readCursor(cursor, 1);
    const scope = recordScope(context.actor);
    const { rows, total } = await mergesPage(read, scope, limit + 1, after && String(after[0]));
    const shown = rows.slice(0, limit);
    const actors = shown.flatMap(({ row }) => row.mergedBy ?? []);
    const names = new Map((await patronsByIds(read, actors)).map((row) => [row.id, nameOrUsername(row)]));
    const items = await Promise.all(shown.map((found) => mergeAnswer(context, found, names)));
    const last = shown.at(-1);
    return { items, total, ...(rows.length > limit && last ? { nextCursor: cursorOf(last.row.id) } : {}) };
  },
});
