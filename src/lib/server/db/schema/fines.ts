import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { copy } from './catalogue';
import { loan } from './circulation';
import { flag, id, instant, rev } from './columns';
import { patron } from './patrons';
import { site } from './sites';

/** Money owed for one cause; what is still owed is the sum of its ledger entries. */
export const fine = sqliteTable(
  'fine',
  {
    id: id(),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id),
    loanId: text('loan_id').references(() => loan.id),
    copyId: text('copy_id').references(() => copy.id),
    siteId: text('site_id').references(() => site.id),
    kind: text('kind', { enum: ['overdue', 'lost', 'damaged', 'manual', 'processing'] }).notNull(),
    note: text('note').notNull().default(''),
    /** An overdue fine grows while its loan is out; closed once the book is back, renewed or lost. */
    growing: flag('growing').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    rev: rev(),
  },
  (t) => [
    index('fine_patron').on(t.patronId),
    index('fine_loan').on(t.loanId),
    index('fine_copy').on(t.copyId),
  ],
);

/** The ledger. Amounts are signed minor units: charges and refunds positive, payments, waivers and voids negative. */
export const fineEntry = sqliteTable(
  'fine_entry',
  {
    id: id(),
    fineId: text('fine_id')
      .notNull()
      .references(() => fine.id),
    patronId: text('patron_id')
      .notNull()
      .references(() => patron.id),
    type: text('type', { enum: ['charge', 'payment', 'waiver', 'refund', 'void'] }).notNull(),
    amount: integer('amount').notNull(),
    method: text('method'),
    reason: text('reason').notNull().default(''),
    siteId: text('site_id').references(() => site.id),
    actorId: text('actor_id'),
    at: instant('at').notNull(),
  },
  (t) => [index('fine_entry_fine').on(t.fineId), index('fine_entry_patron').on(t.patronId, t.amount)],
);
