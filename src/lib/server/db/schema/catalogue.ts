import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { day, flag, id, instant, rev } from './columns';
import { site } from './sites';

/** A bibliographic record. `seq` is the row number that the title index knows it by. */
export const title = sqliteTable(
  'title',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    controlNumber: text('control_number'),
    title: text('title').notNull(),
    subtitle: text('subtitle'),
    responsibility: text('responsibility'),
    author: text('author'),
    contributors: text('contributors', { mode: 'json' }).$type<string[]>().notNull().default([]),
    /** Title and author in the script of the book, where the record carries both. */
    originalTitle: text('original_title'),
    originalAuthor: text('original_author'),
    series: text('series'),
    volume: text('volume'),
    year: integer('year'),
    publisher: text('publisher'),
    edition: text('edition'),
    /** MARC language code. */
    language: text('language'),
    subjects: text('subjects', { mode: 'json' }).$type<string[]>().notNull().default([]),
    summary: text('summary'),
    pages: text('pages'),
    /** book, audio, video, map, game, kit, music, serial ... */
    form: text('form').notNull().default('book'),
    materialKind: text('material_kind', { enum: ['library', 'textbook', 'resource', 'media'] })
      .notNull()
      .default('library'),
    audience: text('audience'),
    level: text('level'),
    /** ISBN-13 without hyphens. */
    isbn: text('isbn'),
    isbns: text('isbns', { mode: 'json' }).$type<string[]>().notNull().default([]),
    callNumber: text('call_number'),
    /** The row of `title_cover`; a new cover has a new id. */
    coverId: text('cover_id'),
    /** The whole record as it came, in the lossless form of `domain/marc`. */
    marc: text('marc'),
    /** Hidden from every search and address outside staff. */
    suppressed: flag('suppressed').notNull().default(false),
    popularity: integer('popularity').notNull().default(0),
    sortTitle: text('sort_title').notNull().default(''),
    sortAuthor: text('sort_author').notNull().default(''),
    source: text('source'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    rev: rev(),
  },
  (t) => [
    index('title_control').on(t.controlNumber),
    index('title_sort').on(t.sortTitle),
    index('title_rev').on(t.rev),
  ],
);

export const titleIsbn = sqliteTable(
  'title_isbn',
  {
    isbn: text('isbn').notNull(),
    titleId: text('title_id')
      .notNull()
      .references(() => title.id, { onDelete: 'cascade' }),
  },
  (t) => [index('title_isbn_isbn').on(t.isbn), index('title_isbn_title').on(t.titleId)],
);

export const circulationType = sqliteTable('circulation_type', {
  id: id(),
  name: text('name').notNull(),
  rev: rev(),
});

export const COPY_STATUSES = [
  'available',
  'on-loan',
  'on-hold-shelf',
  'in-transit',
  'in-repair',
  'lost',
  'claimed-returned',
  'missing',
  'withdrawn',
  'on-order',
] as const;

/** Money that copies are paid from; of one site, or of the district where the site is null. */
export const fund = sqliteTable('fund', {
  id: id(),
  siteId: text('site_id').references(() => site.id),
  name: text('name').notNull(),
  rev: rev(),
});

/** One physical item. It is owned by one site and at one site. */
export const copy = sqliteTable(
  'copy',
  {
    id: id(),
    titleId: text('title_id')
      .notNull()
      .references(() => title.id),
    barcode: text('barcode').notNull().unique(),
    ownerSiteId: text('owner_site_id')
      .notNull()
      .references(() => site.id),
    atSiteId: text('at_site_id')
      .notNull()
      .references(() => site.id),
    status: text('status', { enum: COPY_STATUSES }).notNull().default('available'),
    circulationTypeId: text('circulation_type_id').references(() => circulationType.id),
    callNumber: text('call_number'),
    shelf: text('shelf'),
    copyNumber: text('copy_number'),
    /** Minor units; null where unknown. */
    price: integer('price'),
    condition: text('condition'),
    /** What it was paid from. */
    fundId: text('fund_id').references(() => fund.id),
    acquiredOn: day('acquired_on'),
    note: text('note'),
    minimumAge: integer('minimum_age'),
    /** Where a copy in transit goes. */
    destinationSiteId: text('destination_site_id').references(() => site.id),
    statusChangedAt: instant('status_changed_at').notNull(),
    /** When the copy was last in somebody's hands or seen on its shelf; null where nobody has looked. */
    lastSeenAt: instant('last_seen_at'),
    createdAt: instant('created_at').notNull(),
    rev: rev(),
  },
  (t) => [
    index('copy_title').on(t.titleId),
    index('copy_site').on(t.atSiteId),
    index('copy_status').on(t.status, t.atSiteId),
    index('copy_rev').on(t.rev),
    index('copy_fund').on(t.fundId),
    index('copy_call_number').on(t.atSiteId, t.callNumber),
  ],
);
