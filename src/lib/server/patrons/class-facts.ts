import { and, eq, sql } from 'drizzle-orm';
import { invalidField } from '../app-error';
import type { Reader } from '../db/client';
import { formClass } from '../db/schema/form-classes';
import { patron } from '../db/schema/patrons';

/** Lets only a form class of this site go on: one that was made there, or that pupils carry. @throws AppError invalid */
export async function assertClassAt(read: Reader, siteId: string, name: string): Promise<void> {
  const [made, carried] = await Promise.all([
    read
      .select({ id: formClass.id })
      .from(formClass)
      .where(and(eq(formClass.siteId, siteId), eq(formClass.name, name)))
      .limit(1),
    read.all(
      sql`select 1 from ${patron} indexed by patron_class where form_class = ${name} and primary_site_id = ${siteId} limit 1`,
    ),
  ]);
  if (made.length + carried.length === 0) throw invalidField('forClass', 'unknown', name);
}

const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The names of a site's form classes: those that were made there, and those that pupils merely carry. */
export async function classNamesAt(read: Reader, siteId: string): Promise<string[]> {
  const rows = await read.all<{ name: string }>(sql`
    select name from ${formClass} where site_id = ${siteId}
    union select form_class from ${patron} where primary_site_id = ${siteId} and form_class is not null`);
  return rows.map(({ name }) => name).sort(inOrder.compare);
}
