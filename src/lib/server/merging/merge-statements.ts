import type { InStatement } from '@libsql/client';
import { eq, inArray } from 'drizzle-orm';
import { mergeQueue, renumbered } from '$lib/domain/patrons/merge-holds';
import type { Reader } from '../db/client';
import { title } from '../db/schema/catalogue';
import { hold } from '../db/schema/holds';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { MOVING, type Pointer } from './pointers';
import type { HoldPlace, MergeSnapshot } from './snapshot-maker';

const BUMP = `, rev = (select value from counter where name = 'rev')`;

/** Everything of one patron becomes another's. */
export const moveAll = ({ table, column, hasRev }: Pointer, fromId: string, toId: string): InStatement => ({
  sql: `update "${table}" set "${column}" = ?${hasRev ? BUMP : ''} where "${column}" = ?`,
  args: [toId, fromId],
});

/** Of the rows that moved, those that are still where they were moved to go back. */
const moveBack = (pointer: Pointer, ids: readonly string[], fromId: string, toId: string): InStatement => ({
  sql: `update "${pointer.table}" set "${pointer.column}" = ?${pointer.hasRev ? BUMP : ''}
    where "${pointer.column}" = ? and id in (select value from json_each(?))`,
  args: [toId, fromId, JSON.stringify(ids)],
});

export const moveBackAll = ({ moved, keptId, lost }: MergeSnapshot): InStatement[] =>
  MOVING.flatMap((pointer) => {
    const ids = moved[pointer.name] ?? [];
    return ids.length > 0 ? [moveBack(pointer, ids, keptId, lost.id)] : [];
  });

/** Stores these columns; every one of the row that is not named stays. */
export const setPatron = (
  read: Reader,
  id: string,
  values: Partial<typeof patron.$inferInsert>,
): InStatement =>
  statement(
    read
      .update(patron)
      .set({ ...values, rev: nextRev })
      .where(eq(patron.id, id)),
  );

export const insertPatronRow = (read: Reader, row: typeof patron.$inferInsert): InStatement =>
  statement(read.insert(patron).values({ ...row, rev: nextRev }));

/** What still hangs on the row, such as its sessions, goes with it. */
export const deletePatronRow = (read: Reader, id: string): InStatement =>
  statement(read.delete(patron).where(eq(patron.id, id)));

type HoldRow = typeof hold.$inferSelect;

export const placeOf = ({ id, titleId, status, position, closedAt }: HoldRow): HoldPlace => ({
  ...{ id, titleId, status, position, closedAt },
});

const isSetAside = ({ status }: HoldRow) => status === 'ready' || status === 'in-transit';

/** What becomes of the queues in which both wait. */
export function mergedHolds(
  holds: readonly HoldRow[],
  keptId: string,
  lostId: string,
  now: number,
): MergeSnapshot['holds'] {
  return [...new Set(holds.map(({ titleId }) => titleId))].flatMap((titleId) => {
    const queue = holds.filter((row) => row.titleId === titleId);
    const facts = queue.map((row) => ({ ...row, setAside: isSetAside(row) }));
    const { cancelled, places } = mergeQueue(facts, keptId, lostId);
    return queue.flatMap((row) => {
      const before = placeOf(row);
      if (cancelled.includes(row.id))
        return [{ before, after: { ...before, status: 'cancelled' as const, closedAt: now } }];
      const place = places.find(({ id }) => id === row.id);
      return place ? [{ before, after: { ...before, position: place.position } }] : [];
    });
  });
}

const setPlace = (read: Reader, { id, status, position, closedAt }: HoldPlace): InStatement =>
  statement(read.update(hold).set({ status, position, closedAt, rev: nextRev }).where(eq(hold.id, id)));

/** Queues that have changed: whoever decided on them decides again. */
const touchTitles = (read: Reader, titleIds: readonly string[]): InStatement[] =>
  titleIds.length === 0
    ? []
    : [
        statement(
          read
            .update(title)
            .set({ rev: nextRev })
            .where(inArray(title.id, [...titleIds])),
        ),
      ];

export const holdStatements = (read: Reader, places: readonly HoldPlace[]): InStatement[] => [
  ...places.map((place) => setPlace(read, place)),
  ...touchTitles(read, [...new Set(places.map(({ titleId }) => titleId))]),
];

/**
 * The queues as they were before the merge, as far as the merge left them so: a hold that it cancelled waits again at
 * its place, and who has come since waits behind.
 * @param open the open holds of the titles now
 * @param cancelled the holds that the merge cancelled, as they are now
 */
export function restoredHolds(
  snapshot: MergeSnapshot,
  open: readonly HoldRow[],
  cancelled: readonly HoldRow[],
): HoldPlace[] {
  const isAsLeft = (row: HoldRow, left: HoldPlace) =>
    row.status === left.status && row.position === left.position && row.closedAt === left.closedAt;
  const changeOf = (row: HoldRow) => snapshot.holds.find(({ after }) => after.id === row.id);
  const restored = (row: HoldRow): HoldPlace => {
    const change = changeOf(row);
    return change && isAsLeft(row, change.after) ? change.before : placeOf(row);
  };
  const again = cancelled.filter((row) => restored(row).closedAt === null);
  const now = [...open, ...again];
  return [...new Set(now.map(({ titleId }) => titleId))].flatMap((titleId) => {
    const rows = now.filter((row) => row.titleId === titleId);
    const order = rows
      .map((row) => ({ row, place: restored(row), isBack: again.includes(row) }))
      .sort((a, b) => a.place.position - b.place.position || Number(b.isBack) - Number(a.isBack));
    const places = renumbered(order.map(({ place }) => place));
    return order
      .map(({ row, place }) => ({
        row,
        place: { ...place, position: places.find(({ id }) => id === row.id)?.position ?? place.position },
      }))
      .filter(({ row, place }) => !isAsLeft(row, place))
      .map(({ place }) => place);
  });
}
