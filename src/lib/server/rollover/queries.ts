import { and, asc, count, desc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { formClass } from '../db/schema/form-classes';
import { patronChange, patronChangeSet, rollover } from '../db/schema/patron-changes';
import { patron } from '../db/schema/patrons';

export type RolloverRow = typeof rollover.$inferSelect;
export type Pupil = typeof patron.$inferSelect;

/** The site that a pupil steps with. */
const siteOf = sql<string | null>`coalesce(${patron.primarySiteId},
  (select s.site_id from patron_site s where s.patron_id = ${patron.id} order by s.site_id limit 1))`;

const isPupil = and(
  eq(patron.kind, 'personal'),
  eq(patron.student, true),
  eq(patron.enabled, true),
  isNull(patron.leftOn),
);

const atSites = (siteIds: readonly string[]) => sql`${siteOf} in ${[...siteIds]}`;

export const rolloverById = async (read: Reader, id: string) =>
  (await read.select().from(rollover).where(eq(rollover.id, id)))[0];

export const openRollover = async (read: Reader) =>
  (await read.select().from(rollover).where(eq(rollover.status, 'open')).limit(1))[0];

/** The one that is open, else the last that was applied or undone. */
export async function currentRollover(read: Reader): Promise<RolloverRow | undefined> {
  const [row] = await read
    .select()
    .from(rollover)
    .where(ne(rollover.status, 'dropped'))
    .orderBy(sql`${rollover.status} <> 'open'`, desc(rollover.createdAt))
    .limit(1);
  return row;
}

export const changeSetById = async (read: Reader, id: string) =>
  (await read.select().from(patronChangeSet).where(eq(patronChangeSet.id, id)))[0];

/** Pupils by site, cohort and class. @param siteIds null means every site */
export const pupilCounts = (read: Reader, siteIds: readonly string[] | null) =>
  read
    .select({ siteId: siteOf, cohort: patron.cohort, formClass: patron.formClass, pupils: count() })
    .from(patron)
    .where(and(isPupil, siteIds ? atSites(siteIds) : undefined))
    .groupBy(sql`1`, patron.cohort, patron.formClass);

/** The next pupils by id whom this change set has not stepped yet. */
export const pupilsAfter = (
  read: Reader,
  siteIds: readonly string[],
  changeSetId: string,
  after: string,
  limit: number,
): Promise<Pupil[]> =>
  read
    .select()
    .from(patron)
    .where(
      and(
        isPupil,
        atSites(siteIds),
        gt(patron.id, after),
        sql`not exists (select 1 from patron_change c where c.change_set_id = ${changeSetId} and c.patron_id = ${patron.id})`,
      ),
    )
    .orderBy(asc(patron.id))
    .limit(limit);

/** Which of these people have something of the library's, and which owe it money. */
export async function burdensOf(read: Reader, ids: string[]) {
  if (ids.length === 0) return { lending: new Set<string>(), owing: new Set<string>() };
  const [lending, owing] = await Promise.all([
    read.all<{ id: string }>(
      sql`select distinct patron_id as id from loan where returned_at is null and patron_id in ${ids}`,
    ),
    read.all<{ id: string }>(
      sql`select patron_id as id from fine_entry where patron_id in ${ids} group by patron_id having sum(amount) > 0`,
    ),
  ]);
  return { lending: new Set(lending.map(({ id }) => id)), owing: new Set(owing.map(({ id }) => id)) };
}

/** What a change set has stepped so far: a run that was interrupted goes on from here. */
export async function steppedSoFar(read: Reader, changeSetId: string) {
  const [row] = await read
    .select({
      stepped: count(),
      leavers: sql<number>`coalesce(sum(json_extract(${patronChange.after}, '$.enabled') = 0), 0)`,
    })
    .from(patronChange)
    .where(eq(patronChange.changeSetId, changeSetId));
  return row ?? { stepped: 0, leavers: 0 };
}

export const classesOf = (read: Reader, siteIds: readonly string[]) =>
  read
    .select()
    .from(formClass)
    .where(inArray(formClass.siteId, [...siteIds]));

/** The classes that pupils of these sites are in. */
export const classesInUse = (read: Reader, siteIds: readonly string[]) =>
  read
    .selectDistinct({ siteId: siteOf, name: patron.formClass })
    .from(patron)
    .where(and(isPupil, atSites(siteIds), sql`${patron.formClass} is not null`));

export const changesOf = (read: Reader, changeSetId: string, limit: number) =>
  read
    .select({ change: patronChange, row: patron })
    .from(patronChange)
    .innerJoin(patron, eq(patron.id, patronChange.patronId))
    .where(eq(patronChange.changeSetId, changeSetId))
    .orderBy(asc(patronChange.patronId))
    .limit(limit);
