import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant, rev } from './columns';
import { patron } from './patrons';

/** A saved list of patrons: chosen people, or a search that is run anew each time. */
export const patronList = sqliteTable(
  'patron_list',
  {
    id: id(),
    name: text('name').notNull(),
    ownerId: text('owner_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    /** Everybody who may see patrons may use a shared list; what they see in it is limited by their own sites. */
    shared: flag('shared').notNull().default(false),
    /** The search, as the list's query of the contract; null for a list of chosen people. */
    query: text('query', { mode: 'json' }).$type<Record<string, unknown>>(),
    createdAt: instant('created_at').notNull(),
    rev: rev(),
  },
  (t) => [index('patron_list_owner').on(t.ownerId)],
);

export const patronListMember = sqliteTable(
  'patron_list_member',
  {
    listId: text('list_id')
      .notNull()
      .references(() => patronList.id, { onDelete: 'cascade' }),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.patronId] }), index('patron_list_member_patron').on(t.patronId)],
);

/** How somebody likes a screen: columns and order of a list. One row for each screen and person. */
export const preference = sqliteTable(
  'preference',
  {
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    value: text('value', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.patronId, t.key] })],
);
