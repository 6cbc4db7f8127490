import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant, rev } from './columns';
import { patron } from './patrons';
import { site } from './sites';

/** A search that somebody wants to see again. */
export const savedSearch = sqliteTable(
  'saved_search',
  {
    id: id(),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The query of its address (`searchToParams`). */
    params: text('params').notNull(),
    createdAt: instant('created_at').notNull(),
    rev: rev(),
  },
  (t) => [index('saved_search_patron').on(t.patronId)],
);

/** A search box on somebody else's page, bound to a generic account. The id is public. */
export const widget = sqliteTable(
  'widget',
  {
    id: id(),
    name: text('name').notNull(),
    genericPatronId: text('generic_patron_id')
      .notNull()
      .references(() => patron.id),
    /** Where it may stand: `https://school.example`. */
    origins: text('origins', { mode: 'json' }).$type<string[]>().notNull(),
    /** Colours and shape (`WidgetTheme` of the contract). */
    theme: text('theme', { mode: 'json' }).$type<Record<string, unknown>>().notNull().default({}),
    enabled: flag('enabled').notNull().default(true),
    createdAt: instant('created_at').notNull(),
    rev: rev(),
  },
  (t) => [index('widget_generic').on(t.genericPatronId)],
);

/** How much was searched anonymously on a day: counts, without words, devices or addresses. */
export const searchDay = sqliteTable(
  'search_day',
  {
    day: text('day').notNull(),
    face: text('face', { enum: ['kiosk', 'public', 'widget'] }).notNull(),
    genericPatronId: text('generic_patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    searches: integer('searches').notNull().default(0),
    foundNothing: integer('found_nothing').notNull().default(0),
    titlesOpened: integer('titles_opened').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.day, t.face, t.genericPatronId] })],
);

/** The drawn plan of a site, on which its shelves are marked. */
export const sitePlan = sqliteTable('site_plan', {
  siteId: text('site_id')
    .primaryKey()
    .references(() => site.id, { onDelete: 'cascade' }),
  /** Random: it stands in addresses. */
  imageId: text('image_id').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** Where the copies of a shelf, or of a stretch of call numbers, are found at a site. */
export const shelfPlace = sqliteTable(
  'shelf_place',
  {
    id: id(),
    siteId: text('site_id')
      .notNull()
      .references(() => site.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The copies' shelf, compared without case; null for any. */
    shelf: text('shelf'),
    /** First and last call number, both within; null for open. */
    callFrom: text('call_from'),
    callTo: text('call_to'),
    /** How to get there, in a sentence. */
    directions: text('directions').notNull().default(''),
    /** On the plan, in thousandths of its width and height; null where it is not marked. */
    x: integer('x'),
    y: integer('y'),
    position: integer('position').notNull().default(0),
    rev: rev(),
  },
  (t) => [index('shelf_place_site').on(t.siteId, t.position)],
);
