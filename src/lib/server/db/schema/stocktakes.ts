import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { copy } from './catalogue';
import { id, instant, rev } from './columns';
import { site } from './sites';

/** A count of what stands on the shelves of a site, or of a part of them. */
export const stocktake = sqliteTable(
  'stocktake',
  {
    id: id(),
    siteId: text('site_id')
      .notNull()
      .references(() => site.id),
    name: text('name').notNull(),
    /** What is counted: shelves and call numbers (`StocktakeScope` of the stocktake domain). */
    scope: text('scope', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    status: text('status', { enum: ['open', 'closed', 'cancelled'] })
      .notNull()
      .default('open'),
    startedAt: instant('started_at').notNull(),
    startedBy: text('started_by'),
    closedAt: instant('closed_at'),
    closedBy: text('closed_by'),
    rev: rev(),
  },
  (t) => [index('stocktake_site').on(t.siteId, t.status)],
);

/** What was seen: once a barcode and stocktake, the last sight counts. */
export const stocktakeScan = sqliteTable(
  'stocktake_scan',
  {
    stocktakeId: text('stocktake_id')
      .notNull()
      .references(() => stocktake.id, { onDelete: 'cascade' }),
    barcode: text('barcode').notNull(),
    /** Null for a barcode that nothing of the catalogue has. */
    copyId: text('copy_id').references(() => copy.id),
    /** What the sight meant then (`SIGHTS` of the stocktake domain). */
    sight: text('sight').notNull(),
    /** The shelf that was being counted, where it was said. */
    shelf: text('shelf'),
    seenAt: instant('seen_at').notNull(),
    seenBy: text('seen_by'),
    deviceId: text('device_id'),
    times: integer('times').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.stocktakeId, t.barcode] }), index('stocktake_scan_copy').on(t.copyId)],
);
