import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flag, id, instant, rev } from './columns';
import { patron } from './patrons';

/** A field that the district defines for its patrons ("Bus route", "Locker"). */
export const patronField = sqliteTable('patron_field', {
  id: id(),
  name: text('name').notNull(),
  type: text('type', { enum: ['text', 'number', 'date', 'yes-no', 'choice'] }).notNull(),
  /** What may be chosen, in this order; empty for every other type. */
  choices: text('choices', { mode: 'json' }).$type<string[]>().notNull().default([]),
  /** No two patrons may have the same value, so that a file's rows can be matched by it. */
  unique: flag('is_unique').notNull().default(false),
  /** The list's search finds patrons by it. */
  searchable: flag('searchable').notNull().default(false),
  /** Order on forms and in lists, from 1. */
  position: integer('position').notNull(),
  createdAt: instant('created_at').notNull(),
  rev: rev(),
});

/** A patron's value of one such field, in its one written form: `2026-02-28`, `12.5`, `yes`. Blank values have no row. */
export const patronFieldValue = sqliteTable(
  'patron_field_value',
  {
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    fieldId: text('field_id')
      .notNull()
      .references(() => patronField.id, { onDelete: 'cascade' }),
    value: text('value').notNull(),
    /** The value folded where the field is unique, else null. */
    uniqueKey: text('unique_key'),
  },
  (t) => [
    primaryKey({ columns: [t.patronId, t.fieldId] }),
    uniqueIndex('patron_field_value_unique').on(t.fieldId, t.uniqueKey),
    index('patron_field_value_field').on(t.fieldId, t.value),
  ],
);
