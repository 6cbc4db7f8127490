import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { circulationType, copy, title } from './catalogue';
import { day, id, instant, rev } from './columns';
import { libraryGroup, patron } from './patrons';
import { closedRange, site } from './sites';

/** A row of the circulation matrix; an empty scope column means "any". */
export const circulationRule = sqliteTable('circulation_rule', {
  id: id(),
  /** The number that people see ("Rule 12"). */
  number: integer('number').notNull().unique(),
  siteId: text('site_id').references(() => site.id),
  libraryGroupId: text('library_group_id').references(() => libraryGroup.id),
  circulationTypeId: text('circulation_type_id').references(() => circulationType.id),
  /** Only the settings that this row sets: the shape is `RuleSettings` of the circulation domain. */
  settings: text('settings', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  rev: rev(),
});

export const loan = sqliteTable(
  'loan',
  {
    id: id(),
    copyId: text('copy_id')
      .notNull()
      .references(() => copy.id),
    titleId: text('title_id')
      .notNull()
      .references(() => title.id),
    patronId: text('patron_id').references(() => patron.id),
    siteId: text('site_id')
      .notNull()
      .references(() => site.id),
    status: text('status', { enum: ['open', 'claimed-returned', 'lost', 'returned'] }).notNull(),
    checkedOutAt: instant('checked_out_at').notNull(),
    dueAt: instant('due_at').notNull(),
    dueOn: day('due_on').notNull(),
    returnedAt: instant('returned_at'),
    renewals: integer('renewals').notNull().default(0),
    checkedOutBy: text('checked_out_by'),
    /** Borrowed, or used on site and due back the same day. */
    use: text('use', { enum: ['loan', 'on-site'] })
      .notNull()
      .default('loan'),
    /** Who fetched it, where that was somebody else than the patron who answers for it. */
    collectedById: text('collected_by_id').references(() => patron.id, { onDelete: 'set null' }),
    /** The class that it was borrowed for; the patron answers for it. */
    forClass: text('for_class'),
    rev: rev(),
  },
  (t) => [
    // The last line of defence: a copy has at most one open loan, whatever happens.
    uniqueIndex('loan_one_open_per_copy')
      .on(t.copyId)
      .where(sql`returned_at is null`),
    index('loan_patron').on(t.patronId, t.returnedAt),
    index('loan_copy').on(t.copyId),
    // What each patron has out: the patron list counts and orders by it, without a look at the loans themselves.
    index('loan_open_patron')
      .on(t.patronId, t.dueAt, t.returnedAt, t.status)
      .where(sql`returned_at is null and status = 'open'`),
    index('loan_due')
      .on(t.dueAt, t.status, t.patronId, t.returnedAt)
      .where(sql`returned_at is null`),
    index('loan_title').on(t.titleId),
    index('loan_rev').on(t.rev),
    // Deleting a person looks here; hardly a loan has one.
    index('loan_collected_by')
      .on(t.collectedById)
      .where(sql`collected_by_id is not null`),
  ],
);

/** Each overridden block of a checkout or renewal, recorded on its own. */
export const override = sqliteTable(
  'override',
  {
    id: id(),
    loanId: text('loan_id')
      .notNull()
      .references(() => loan.id),
    code: text('code').notNull(),
    reason: text('reason').notNull(),
    actorId: text('actor_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('override_loan').on(t.loanId)],
);

/** A due date that an unplanned closure moved, so that the move can be told and taken back. */
export const dueShift = sqliteTable(
  'due_shift',
  {
    id: id(),
    closedRangeId: text('closed_range_id')
      .notNull()
      .references(() => closedRange.id, { onDelete: 'cascade' }),
    loanId: text('loan_id')
      .notNull()
      .references(() => loan.id, { onDelete: 'cascade' }),
    fromDueAt: instant('from_due_at').notNull(),
    fromDueOn: day('from_due_on').notNull(),
    toDueAt: instant('to_due_at').notNull(),
    toDueOn: day('to_due_on').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [uniqueIndex('due_shift_once').on(t.closedRangeId, t.loanId), index('due_shift_loan').on(t.loanId)],
);
