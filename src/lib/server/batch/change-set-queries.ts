import { and, count, desc, eq, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { job } from '../db/schema/operations';
import { patronChange, patronChangeSet } from '../db/schema/patron-changes';
import { patron } from '../db/schema/patrons';
import { cursorOf, readCursor } from '../paging';

const isOpen = inArray(job.status, ['queued', 'running']);

/** A rollover keeps its set for itself: it is undone on its own page, by its own right and with its classes. */
const isBatch = ne(patronChangeSet.kind, 'rollover');

export const changeSetById = async (read: Reader, id: string) =>
  (
    await read
      .select()
      .from(patronChangeSet)
      .where(and(isBatch, eq(patronChangeSet.id, id)))
  )[0];

/** Change sets whose own job, or whose undo, is still under way. */
export async function busyChangeSets(read: Reader, ids: readonly string[]): Promise<Set<string>> {
  const undone = sql<string>`json_extract(${job.params}, '$.changeSetId')`;
  const rows = await read
    .select({ id: job.id, of: undone })
    .from(job)
    .where(and(isOpen, or(inArray(job.id, [...ids]), inArray(undone, [...ids]))));
  return new Set(rows.flatMap(({ id, of }) => [id, of]));
}

/** Newest first, with how many people each changed and who did it. */
export async function listChangeSets(
  read: Reader,
  query: { limit: number; cursor?: string | undefined },
  onlyBy: string | undefined,
) {
  const [at, id] = readCursor(query.cursor, 2) ?? [];
  const mine = and(isBatch, onlyBy === undefined ? undefined : eq(patronChangeSet.createdBy, onlyBy));
  const before =
    at === undefined
      ? undefined
      : or(
          lt(patronChangeSet.createdAt, Number(at)),
          and(eq(patronChangeSet.createdAt, Number(at)), lt(patronChangeSet.id, String(id))),
        );
  const people = read
    .select({ people: count() })
    .from(patronChange)
    .where(eq(patronChange.changeSetId, patronChangeSet.id));
  const rows = await read
    .select({ set: patronChangeSet, people: sql<number>`(${people})`, by: patron })
    .from(patronChangeSet)
    .leftJoin(patron, eq(patron.id, patronChangeSet.createdBy))
    .where(and(mine, before))
    .orderBy(desc(patronChangeSet.createdAt), desc(patronChangeSet.id))
    .limit(query.limit + 1);
  const [counted] = await read.select({ total: count() }).from(patronChangeSet).where(mine);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1)?.set;
  return {
    items,
    total: counted?.total ?? 0,
    ...(rows.length > query.limit && last ? { nextCursor: cursorOf(last.createdAt, last.id) } : {}),
  };
}
