import type { InStatement } from '@libsql/client';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { FormClass } from '$lib/contracts/form-classes';
import { displayName } from '$lib/domain/patrons/display-name';
import { renewedSearchKey } from '$lib/domain/patrons/search-key';
import type { Reader } from '../db/client';
import { formClass } from '../db/schema/form-classes';
import { patron, patronSite } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { namesOf } from '../patrons/queries';

/** Most staff that one site's list of teachers holds. */
const MOST_TEACHERS = 500;

export type FormClassRecord = typeof formClass.$inferSelect;

export const formClassById = async (read: Reader, id: string): Promise<FormClassRecord | undefined> =>
  (await read.select().from(formClass).where(eq(formClass.id, id)))[0];

/** How many carry which class at which primary site. */
const carriedClasses = (read: Reader, siteIds: readonly string[]) =>
  read
    .select({ siteId: patron.primarySiteId, name: patron.formClass, pupils: sql<number>`count(*)` })
    .from(patron)
    .where(and(sql`${patron.formClass} is not null`, inArray(patron.primarySiteId, [...siteIds])))
    .groupBy(patron.primarySiteId, patron.formClass);

const keyOf = (siteId: string, name: string) => JSON.stringify([siteId, name]);
const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Classes of these sites, those made and those that pupils merely carry, by site and name. */
export async function classesOf(read: Reader, siteIds: readonly string[]): Promise<FormClass[]> {
  if (siteIds.length === 0) return [];
  const [made, carried] = await Promise.all([
    read
      .select()
      .from(formClass)
      .where(inArray(formClass.siteId, [...siteIds])),
    carriedClasses(read, siteIds),
  ]);
  const teachers = await namesOf(read, [...new Set(made.flatMap(({ teacherId }) => teacherId ?? []))]);
  const teacherOf = new Map(teachers.map((teacher) => [teacher.id, displayName(teacher)]));
  const found = new Map<string, FormClass>();
  for (const { id, siteId, name, teacherId } of made) {
    const teacherName = teacherId ? (teacherOf.get(teacherId) ?? null) : null;
    found.set(keyOf(siteId, name), { id, siteId, name, pupils: 0, teacherId, teacherName });
  }
  for (const { siteId, name, pupils } of carried) {
    if (siteId === null || name === null) continue;
    const known = found.get(keyOf(siteId, name));
    const row = known ?? { id: null, siteId, name, pupils: 0, teacherId: null, teacherName: null };
    found.set(keyOf(siteId, name), { ...row, pupils });
  }
  return [...found.values()].sort(
    (a, b) => inOrder.compare(a.siteId, b.siteId) || inOrder.compare(a.name, b.name),
  );
}

/** The records that carry this class at this site. */
export const pupilsOf = (read: Reader, siteId: string, name: string) =>
  read
    .select()
    .from(patron)
    .where(and(eq(patron.primarySiteId, siteId), eq(patron.formClass, name)));

type Pupil = Awaited<ReturnType<typeof pupilsOf>>[number];

/** The statement that moves a pupil to another class; what else the search finds them by stays in its key. */
export function moveToClass(read: Reader, pupil: Pupil, name: string, now: number): InStatement {
  return statement(
    read
      .update(patron)
      .set({
        formClass: name,
        searchKey: renewedSearchKey(pupil, { formClass: name }),
        updatedAt: now,
        rev: nextRev,
      })
      .where(eq(patron.id, pupil.id)),
  );
}

export const insertClass = (read: Reader, row: Omit<FormClassRecord, 'rev' | 'cohort'>): InStatement =>
  statement(read.insert(formClass).values({ ...row, rev: nextRev }));

export const updateClass = (
  read: Reader,
  id: string,
  values: { name: string; teacherId: string | null },
): InStatement =>
  statement(
    read
      .update(formClass)
      .set({ ...values, rev: nextRev })
      .where(eq(formClass.id, id)),
  );

export const deleteClass = (read: Reader, id: string): InStatement =>
  statement(read.delete(formClass).where(eq(formClass.id, id)));

const isTeacherAt = (siteId: string) =>
  and(
    eq(patron.kind, 'personal'),
    eq(patron.staffMember, true),
    eq(patron.enabled, true),
    sql`exists (select 1 from ${patronSite} s where s.patron_id = patron.id and s.site_id = ${siteId})`,
  );

/** Staff of a site, by name. */
export const staffOf = (read: Reader, siteId: string) =>
  read
    .select({
      id: patron.id,
      givenName: patron.givenName,
      preferredName: patron.preferredName,
      surname: patron.surname,
      username: patron.username,
    })
    .from(patron)
    .where(isTeacherAt(siteId))
    .orderBy(asc(patron.sortKey), asc(patron.id))
    .limit(MOST_TEACHERS);

/** Whether this is somebody of the site's staff. */
export const isStaffOf = async (read: Reader, siteId: string, patronId: string): Promise<boolean> =>
  (
    await read
      .select({ id: patron.id })
      .from(patron)
      .where(and(eq(patron.id, patronId), isTeacherAt(siteId)))
  ).length > 0;
