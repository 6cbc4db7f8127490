import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, instant, rev } from './columns';
import { patron } from './patrons';

/** Many patrons changed as one: a batch update, new usernames, a rollover. Undone as one. */
export const patronChangeSet = sqliteTable(
  'patron_change_set',
  {
    id: id(),
    kind: text('kind', {
      enum: ['batch-update', 'username-change', 'rollover', 'import-contacts', 'import-photos'],
    }).notNull(),
    /** What was asked for, without anybody's data. */
    request: text('request', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    jobId: text('job_id'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    /** Until when it can be undone; then its rows are purged. */
    undoUntil: instant('undo_until').notNull(),
    undoneAt: instant('undone_at'),
  },
  (t) => [index('patron_change_set_created').on(t.createdAt)],
);

/** One patron's fields before and after; goes with the patron. */
export const patronChange = sqliteTable(
  'patron_change',
  {
    changeSetId: text('change_set_id')
      .notNull()
      .references(() => patronChangeSet.id, { onDelete: 'cascade' }),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    before: text('before', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    after: text('after', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.changeSetId, t.patronId] }), index('patron_change_patron').on(t.patronId)],
);

/** Two records made one: everything that is needed to make them two again. Goes with the patron that was kept. */
export const patronMerge = sqliteTable(
  'patron_merge',
  {
    id: id(),
    keptId: text('kept_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    /** The id of the record that went; nobody has it while the merge stands. */
    lostId: text('lost_id').notNull(),
    mergedBy: text('merged_by'),
    mergedAt: instant('merged_at').notNull(),
    undoUntil: instant('undo_until').notNull(),
    undoneAt: instant('undone_at'),
    /** Every row that was changed or removed, table by table, as it was before and as it was left. */
    snapshot: text('snapshot', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (t) => [index('patron_merge_kept').on(t.keptId), index('patron_merge_undo').on(t.undoUntil)],
);

/** Two records that somebody has looked at and found to be two people: not suggested again. */
export const patronDistinct = sqliteTable(
  'patron_distinct',
  {
    /** The smaller id. */
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    otherId: text('other_id')
      .notNull()
      .references(() => patron.id, { onDelete: 'cascade' }),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.patronId, t.otherId] }), index('patron_distinct_other').on(t.otherId)],
);

/** A year-end rollover from its first rehearsal to its application. At most one is open. */
export const rollover = sqliteTable(
  'rollover',
  {
    id: id(),
    status: text('status', { enum: ['open', 'applied', 'dropped', 'undone'] }).notNull(),
    /** Cohort steps, leavers, classes: the shape is `RolloverPlan` of the contract. */
    plan: text('plan', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** Counts of the last rehearsal, and what it rested on; null before the first. */
    rehearsal: text('rehearsal', { mode: 'json' }).$type<Record<string, unknown>>(),
    rehearsedAt: instant('rehearsed_at'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    appliedAt: instant('applied_at'),
    changeSetId: text('change_set_id').references(() => patronChangeSet.id, { onDelete: 'set null' }),
    rev: rev(),
  },
  (t) => [index('rollover_status').on(t.status)],
);
