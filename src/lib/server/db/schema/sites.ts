import type { CardSymbology } from '../../../domain/patrons/card-codes';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { day, flag, id, rev } from './columns';

/** The tenant itself: one row with id `district`. */
export const district = sqliteTable('district', {
  id: id(),
  name: text('name').notNull(),
  /** ISO 4217; every amount of the database is in its minor unit. */
  currency: text('currency').notNull(),
  locale: text('locale').notNull().default('en'),
  defaultLoanDays: integer('default_loan_days').notNull().default(14),
  /** Days that closed loans are kept with their borrower; null keeps them. */
  historyDays: integer('history_days'),
  /** An import that would change or disable more than this share (per cent) of the patrons stops and asks. */
  importStopPercent: integer('import_stop_percent').notNull().default(20),
  lostPaidPolicy: text('lost_paid_policy', { enum: ['refund', 'refund-unpaid', 'keep'] })
    .notNull()
    .default('refund'),
  /** A hold to be picked up where the copy is goes before one that would make it travel. */
  localHoldsFirst: flag('local_holds_first').notNull().default(true),
  /** Copies travel between sites; when false a copy of another site is only pointed out. */
  transits: flag('transits').notNull().default(true),
  /** Days that somebody who has left is kept before the record may be deleted. */
  leaverDays: integer('leaver_days').notNull().default(30),
  /** Patrons may say themselves what is kept of their loans. */
  patronsChooseHistory: flag('patrons_choose_history').notNull().default(true),
  patronsCreateSignIns: flag('patrons_create_sign_ins').notNull().default(false),
  /** Changes when a backup is restored, so that devices offer again what they kept. */
  epoch: text('epoch').notNull(),
  rev: rev(),
});

export const site = sqliteTable('site', {
  id: id(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  /** Weekdays on which the site lends, 1 = Monday ... 7 = Sunday. */
  openDays: text('open_days', { mode: 'json' }).$type<number[]>().notNull(),
  /** When the site opens and closes, by weekday (`OpeningHours` of the calendar domain), site-local `HH:MM`; for people to read. */
  hours: text('hours', { mode: 'json' }).$type<unknown[]>().notNull().default([]),
  /** Staff check a 14-digit barcode by Luhn when true. */
  checkDigit: flag('check_digit').notNull().default(false),
  patronPictures: flag('patron_pictures').notNull().default(true),
  /** Symbologies of the patrons' cards (`CARD_SYMBOLOGIES`); the first one is printed. Empty accepts every one. */
  cardSymbologies: text('card_symbologies', { mode: 'json' }).$type<CardSymbology[]>().notNull().default([]),
  /** How the last sign of a patron's barcode is checked. */
  cardCheck: text('card_check', { enum: ['none', 'mod10', 'mod43'] })
    .notNull()
    .default('none'),
  /** What the desk's patron search shows beside the name (`DESK_PATRON_FIELDS`, or `field:<id>` of the district's own). */
  deskPatronFields: text('desk_patron_fields', { mode: 'json' })
    .$type<string[]>()
    .notNull()
    .default(['barcode', 'formClass']),
  /** Seconds without a touch until a search station warns, and then resets. */
  kioskIdleSeconds: integer('kiosk_idle_seconds').notNull().default(60),
  /** What its search stations offer: the shape is `KioskSettings` of the kiosk contract. */
  kiosk: text('kiosk', { mode: 'json' }).$type<Record<string, unknown>>().notNull().default({}),
  rev: rev(),
});

/** Closed days of one site, or of the whole district where the site is null; both ends are closed. */
export const closedRange = sqliteTable(
  'closed_range',
  {
    id: id(),
    siteId: text('site_id').references(() => site.id),
    fromOn: day('from_on').notNull(),
    toOn: day('to_on').notNull(),
    reason: text('reason').notNull().default(''),
    /** The event of the calendar file that it came from: the same file again changes it instead of adding another. */
    uid: text('uid'),
    /** Closed without notice: due dates were moved, and fines of these days taken back. */
    emergency: flag('emergency').notNull().default(false),
    rev: rev(),
  },
  (t) => [index('closed_range_site').on(t.siteId)],
);

export const term = sqliteTable('term', {
  id: id(),
  siteId: text('site_id').references(() => site.id),
  name: text('name').notNull(),
  fromOn: day('from_on').notNull(),
  toOn: day('to_on').notNull(),
  rev: rev(),
});

/** One row per name; `rev` is the counter that orders every change of this database. */
export const counter = sqliteTable('counter', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
});
