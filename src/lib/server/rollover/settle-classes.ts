import type { InStatement } from '@libsql/client';
import { inArray } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { RolloverPlan } from '$lib/domain/patrons/rollover';
import type { Reader } from '../db/client';
import { formClass } from '../db/schema/form-classes';
import { nextRev, statement } from '../db/statement';
import { classesInUse, classesOf } from './queries';

export type ClassRow = typeof formClass.$inferSelect;

/** The classes that a rollover made and ended, kept so that an undo can put them back. */
export interface SettledClasses {
  made: string[];
  ended: ClassRow[];
}

const place = (siteId: string, name: string) => JSON.stringify([siteId, name]);

/**
 * Statements that make the rows of classes that pupils are in now and have none, and remove those that the plan emptied.
 * A class that keeps its name keeps its row and its teacher.
 */
export async function settleClasses(
  read: Reader,
  plan: RolloverPlan,
  now: number,
): Promise<{ statements: InStatement[]; settled: SettledClasses }> {
  const [rows, used] = await Promise.all([classesOf(read, plan.siteIds), classesInUse(read, plan.siteIds)]);
  const known = new Set(rows.map(({ siteId, name }) => place(siteId, name)));
  const inUse = new Set(used.flatMap(({ siteId, name }) => (siteId && name ? place(siteId, name) : [])));
  const named = new Set(plan.classes.filter(({ from, to }) => from !== to).map(({ from }) => from));
  const fresh = used.flatMap(({ siteId, name }) =>
    siteId && name && !known.has(place(siteId, name))
      ? [{ id: uuid(), siteId, name, createdAt: now, rev: nextRev }]
      : [],
  );
  const ended = rows.filter(({ siteId, name }) => named.has(name) && !inUse.has(place(siteId, name)));
  const endedIds = ended.map(({ id }) => id);
  return {
    statements: [
      ...(fresh.length ? [statement(read.insert(formClass).values(fresh).onConflictDoNothing())] : []),
      ...(endedIds.length ? [statement(read.delete(formClass).where(inArray(formClass.id, endedIds)))] : []),
    ],
    settled: { made: fresh.map(({ id }) => id), ended },
  };
}
