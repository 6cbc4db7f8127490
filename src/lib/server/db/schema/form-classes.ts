import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { id, instant, rev } from './columns';
import { patron } from './patrons';
import { site } from './sites';

/**
 * A form class of a site. Pupils carry its name (`patron.form_class`); this row is what makes an empty class known and
 * says who teaches it.
 */
export const formClass = sqliteTable(
  'form_class',
  {
    id: id(),
    siteId: text('site_id')
      .notNull()
      .references(() => site.id),
    name: text('name').notNull(),
    cohort: text('cohort'),
    teacherId: text('teacher_id').references(() => patron.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull(),
    rev: rev(),
  },
  (t) => [uniqueIndex('form_class_site_name').on(t.siteId, t.name)],
);
