import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { copy, title } from './catalogue';
import { day, flag, id, instant, rev } from './columns';
import { patron } from './patrons';
import { site } from './sites';

/** A patron's request for a title or one copy of it. */
export const hold = sqliteTable(
  'hold',
  {
    id: id(),
    titleId: text('title_id')
      .notNull()
      .references(() => title.id),
    /** Set when one particular copy is wanted. */
    copyId: text('copy_id').references(() => copy.id),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id),
    pickupSiteId: text('pickup_site_id')
      .notNull()
      .references(() => site.id),
    status: text('status', {
      enum: ['pending', 'in-transit', 'ready', 'fulfilled', 'cancelled', 'expired'],
    }).notNull(),
    /** 1..n among the title's active holds, without gaps. */
    position: integer('position').notNull(),
    suspended: flag('suspended').notNull().default(false),
    suspendedUntil: day('suspended_until'),
    /** The copy that waits on the shelf or travels for this hold. */
    capturedCopyId: text('captured_copy_id').references(() => copy.id),
    placedAt: instant('placed_at').notNull(),
    readyAt: instant('ready_at'),
    /** A reserve: wanted from this day, to that one. */
    neededFrom: day('needed_from'),
    neededTo: day('needed_to'),
    /** Last day on which a pending hold still counts. */
    pendingUntil: day('pending_until'),
    /** Last day on which the copy is kept on the shelf. */
    readyUntil: day('ready_until'),
    closedAt: instant('closed_at'),
    placedBy: text('placed_by'),
    rev: rev(),
  },
  (t) => [
    index('hold_title').on(t.titleId, t.closedAt, t.position),
    index('hold_patron').on(t.patronId, t.closedAt),
    index('hold_captured').on(t.capturedCopyId),
    index('hold_rev').on(t.rev),
  ],
);
