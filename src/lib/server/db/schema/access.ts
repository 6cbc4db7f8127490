import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, rev } from './columns';

/** A named set of permissions. Built-in levels come from the access-level catalogue and keep its ids. */
export const accessLevel = sqliteTable('access_level', {
  id: id(),
  name: text('name').notNull(),
  builtIn: flag('built_in').notNull().default(false),
  rev: rev(),
});

export const accessLevelGrant = sqliteTable(
  'access_level_grant',
  {
    accessLevelId: text('access_level_id')
      .notNull()
      .references(() => accessLevel.id, { onDelete: 'cascade' }),
    permission: text('permission').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accessLevelId, t.permission] })],
);
