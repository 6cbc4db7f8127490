import type { InStatement } from '@libsql/client';
import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Reader } from '../db/client';
import { formClass } from '../db/schema/form-classes';
import { nextRev, statement } from '../db/statement';

/**
 * The statement that makes a form class known at a site; one that is known stays as it is.
 * @param now instant, ms
 */
export const ensureFormClass = (read: Reader, siteId: string, name: string, now: number): InStatement =>
  statement(
    read
      .insert(formClass)
      .values({ id: uuid(), siteId, name, createdAt: now, rev: nextRev })
      .onConflictDoNothing(),
  );

/** What storing this record adds for its class: nothing without a class, or for somebody of no site. */
export const classStatements = (
  read: Reader,
  patron: { formClass: string | null; primarySiteId: string | null },
  now: number,
): InStatement[] =>
  patron.formClass !== null && patron.primarySiteId !== null
    ? [ensureFormClass(read, patron.primarySiteId, patron.formClass, now)]
    : [];

/** The statement that gives a class its teacher; none where the class is not there. */
export const setClassTeacher = (read: Reader, siteId: string, name: string, teacherId: string): InStatement =>
  statement(
    read
      .update(formClass)
      .set({ teacherId, rev: nextRev })
      .where(and(eq(formClass.siteId, siteId), eq(formClass.name, name))),
  );
