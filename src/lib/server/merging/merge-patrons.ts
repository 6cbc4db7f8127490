import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { NewMerge, type MergeDone } from '$lib/contracts/merges';
import { mergeFields, type MergeChoices } from '$lib/domain/patrons/merge-patrons';
import { patronSearchKey, patronSortKey } from '$lib/domain/patrons/search-key';
import { usernameKey } from '$lib/domain/patrons/username';
import type { Reader } from '../db/client';
import { patronMerge } from '../db/schema/patron-changes';
import { statement } from '../db/statement';
import { iso } from '../paging';
import { endSessions } from '../patrons/patron-statements';
import type { PatronRecord } from '../patrons/queries';
import { localToday } from '../sites/read-today';
import { useCase } from '../use-case';
import { checkChoices, movedLevels, readSides, takesLost, type MergeSides } from './merge-facts';
import { checkGoverned, checkMerged, mergedLists } from './merge-policy';
import { deletePatronRow, holdStatements, moveAll, setPatron } from './merge-statements';
import { planMerge } from './plan-merge';
import { MOVING } from './pointers';
import { putBack, takeAway } from './row-statements';
import { UNDO_MS, type MergeSnapshot } from './snapshot-maker';

/** The row of the record that stays, with the keys that search and order go by. */
function mergedRow({ kept, lost, own }: MergeSides, choices: MergeChoices, now: number): PatronRecord {
  const merged = mergeFields(kept.row, lost.row, choices);
  const found = own.filter(({ searchable }) => searchable);
  const values = found.flatMap((field) => (takesLost(field, choices) ? field.lost : field.kept) ?? []);
  return {
    ...merged,
    usernameKey: usernameKey(merged.username),
    searchKey: patronSearchKey(merged, values),
    sortKey: patronSortKey(merged),
    updatedAt: now,
  };
}

/** Whoever is signed in to the record that stays did it by what these were. */
const SIGN_IN = ['username', 'passwordHash', 'singleSignOn'] as const;

/** What is unique is given up before it is taken: the lost record goes before the kept one is written. */
function mergeStatements(read: Reader, { keptId, lost, ...snapshot }: MergeSnapshot): InStatement[] {
  return [
    ...snapshot.aside.map(takeAway),
    ...MOVING.map((pointer) => moveAll(pointer, lost.id, keptId)),
    ...holdStatements(
      read,
      snapshot.holds.map(({ after }) => after),
    ),
    deletePatronRow(read, lost.id),
    setPatron(read, keptId, snapshot.after),
    ...snapshot.made.map(putBack),
  ];
}

/**
 * Makes one record of two: everything that points at the lost one points at the kept one afterwards, and for 30 days
 * both can be had back. @throws AppError not-found, not-permitted, invalid.
 */
export const mergePatrons = useCase({
  name: 'merge-patrons',
  permission: 'patrons.merge',
  input: NewMerge,
  run: (context, wish): Promise<MergeDone> =>
    context.change(async () => {
      const { now } = context;
      const { read } = context.database;
      const sides = await readSides(context, wish);
      const { kept, lost } = sides;
      checkChoices(sides, wish.choices);
      const today = await localToday(read, context.actor.siteIds[0], now);
      const merged = mergedRow(sides, wish.choices, now);
      const { given } = movedLevels(context, sides);
      const lists = mergedLists(sides, given, merged.enabled);
      await checkMerged(context, sides, merged, lists, today);
      await checkGoverned(context, sides, merged, lists, today);
      const { snapshot, titles } = await planMerge(read, sides, merged, { ...wish, given, now });
      const row = {
        ...{ id: uuid(), keptId: kept.row.id, lostId: lost.row.id, mergedAt: now, undoUntil: now + UNDO_MS },
        mergedBy: context.actor.patronId || null,
        snapshot: { ...snapshot },
      };
      const { id, keptId, lostId } = row;
      const sessionId = keptId === context.actor.patronId ? context.actor.sessionId : undefined;
      return {
        guards: [
          { table: 'patron', id: keptId, rev: kept.row.rev },
          { table: 'patron', id: lostId, rev: lost.row.rev },
          ...titles.map((title) => ({ table: 'title' as const, ...title })),
        ],
        statements: [
          ...mergeStatements(read, snapshot),
          ...(SIGN_IN.some((column) => column in snapshot.after)
            ? [endSessions(read, keptId, sessionId)]
            : []),
          statement(read.insert(patronMerge).values(row)),
        ],
        audit: [
          { subjectType: 'patron', subjectId: keptId, details: { mergeId: id, lostId } },
          { subjectType: 'patron', subjectId: lostId, details: { mergeId: id, keptId } },
        ],
        answer: { id, keptId, lostId, undoUntil: iso(row.undoUntil) },
      };
    }),
});
