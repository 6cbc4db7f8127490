import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { title } from './catalogue';
import { flag, id, instant, rev } from './columns';
import { site } from './sites';

/** A title's picture as it was made on arrival; beside the title, so that no list ever reads it. */
export const titleCover = sqliteTable('title_cover', {
  /** Random: it stands in addresses, and a new picture has a new one. */
  id: id(),
  titleId: text('title_id')
    .notNull()
    .unique()
    .references(() => title.id, { onDelete: 'cascade' }),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
  createdAt: instant('created_at').notNull(),
});

/** How the files of one source are read: field of the copies, matching, what a match does. */
export const titleImportProfile = sqliteTable('title_import_profile', {
  id: id(),
  name: text('name').notNull().unique(),
  /** The shape is `TitleImportSettings` of the contract. */
  settings: text('settings', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  rev: rev(),
});

/** Titles and copies changed as one: an import, a batch edit. Undone as one. */
export const catalogueChangeSet = sqliteTable(
  'catalogue_change_set',
  {
    id: id(),
    kind: text('kind', { enum: ['import', 'copies', 'titles'] }).notNull(),
    /** What was asked for; for an import the file's name and settings. */
    request: text('request', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    jobId: text('job_id'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    /** Until when it can be undone; then its rows are purged. */
    undoUntil: instant('undo_until').notNull(),
    undoneAt: instant('undone_at'),
  },
  (t) => [index('catalogue_change_set_created').on(t.createdAt)],
);

/** One title or copy before and after; `before` is null where it was made, `after` where it was removed. */
export const catalogueChange = sqliteTable(
  'catalogue_change',
  {
    changeSetId: text('change_set_id')
      .notNull()
      .references(() => catalogueChangeSet.id, { onDelete: 'cascade' }),
    subject: text('subject', { enum: ['title', 'copy'] }).notNull(),
    subjectId: text('subject_id').notNull(),
    before: text('before', { mode: 'json' }).$type<Record<string, unknown>>(),
    after: text('after', { mode: 'json' }).$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.changeSetId, t.subject, t.subjectId] }),
    index('catalogue_change_subject').on(t.subjectId),
  ],
);

/** Barcodes that are given out one after the other, to copies or to patrons. */
export const barcodeRange = sqliteTable(
  'barcode_range',
  {
    id: id(),
    siteId: text('site_id').references(() => site.id),
    kind: text('kind', { enum: ['copy', 'patron'] }).notNull(),
    name: text('name').notNull(),
    prefix: text('prefix').notNull().default(''),
    /** Digits of the running number; it is filled with zeros. */
    digits: integer('digits').notNull(),
    nextNumber: integer('next_number').notNull(),
    lastNumber: integer('last_number').notNull(),
    /** How the last sign is made (`domain/scanning`). */
    check: text('check', { enum: ['none', 'mod10', 'mod43'] })
      .notNull()
      .default('none'),
    rev: rev(),
  },
  (t) => [index('barcode_range_site').on(t.siteId)],
);

/** A sheet of labels or cards: how many, how large, where; lengths in hundredths of a millimetre. */
export const labelFormat = sqliteTable('label_format', {
  id: id(),
  name: text('name').notNull().unique(),
  kind: text('kind', { enum: ['spine', 'barcode', 'card'] }).notNull(),
  /** The shape is `LabelLayout` of the contract. */
  layout: text('layout', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  rev: rev(),
});

/** Somewhere that records can be looked up by ISBN: an SRU server. */
export const lookupSource = sqliteTable('lookup_source', {
  id: id(),
  name: text('name').notNull(),
  url: text('url').notNull(),
  /** What the server calls its indexes and records (`LookupSettings` of the contract). */
  settings: text('settings', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  enabled: flag('enabled').notNull().default(false),
  position: integer('position').notNull().default(0),
  rev: rev(),
});
