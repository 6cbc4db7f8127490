import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, instant, rev } from './columns';

// Beside these stands the full-text table `title_index`, made by a migration of its own: a virtual table without
// content whose row number is `title.seq`. All of them are kept by `server/search/refresh-statements.ts`.

/** What results are counted and ordered by: one narrow row per title. */
export const titleFacet = sqliteTable(
  'title_facet',
  {
    seq: integer('seq').primaryKey(),
    titleId: text('title_id').notNull().unique(),
    form: text('form').notNull(),
    language: text('language'),
    level: text('level'),
    year: integer('year'),
    suppressed: flag('suppressed').notNull(),
    popularity: integer('popularity').notNull(),
    sortTitle: text('sort_title').notNull(),
    sortAuthor: text('sort_author').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Of the last change of this row or of its copies on the shelf. */
    rev: rev(),
    /** Of the last change of its words, sites or subjects. */
    textRev: integer('text_rev').notNull().default(0),
  },
  (t) => [
    index('title_facet_sort').on(t.sortTitle, t.sortAuthor),
    index('title_facet_popular').on(t.popularity),
    index('title_facet_new').on(t.createdAt),
    index('title_facet_rev').on(t.rev),
    index('title_facet_author').on(t.sortAuthor, t.sortTitle),
  ],
);

/** Titles that have left the index, so that what is kept beside the database learns of it. */
export const titleGone = sqliteTable('title_gone', { seq: integer('seq').primaryKey(), rev: rev() }, (t) => [
  index('title_gone_rev').on(t.rev),
]);

/** The sites that a title belongs to: those that own one of its copies or have one, and how many are on the shelf there. */
export const titleSite = sqliteTable(
  'title_site',
  {
    seq: integer('seq').notNull(),
    siteId: text('site_id').notNull(),
    available: integer('available').notNull(),
  },
  (t) => [primaryKey({ columns: [t.seq, t.siteId] }), index('title_site_site').on(t.siteId)],
);

export const subject = sqliteTable('subject', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  name: text('name').notNull().unique(),
});

export const titleSubject = sqliteTable(
  'title_subject',
  { seq: integer('seq').notNull(), subjectId: integer('subject_id').notNull() },
  (t) => [primaryKey({ columns: [t.seq, t.subjectId] }), index('title_subject_subject').on(t.subjectId)],
);
