import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, instant } from './columns';

/** A command recorded on a device and replayed here, with the verdict it got. */
export const command = sqliteTable(
  'command',
  {
    /** UUIDv7 made on the device: the idempotency key. */
    id: id(),
    deviceId: text('device_id').notNull(),
    seq: integer('seq').notNull(),
    actorId: text('actor_id').notNull(),
    type: text('type').notNull(),
    payload: text('payload', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    payloadHash: text('payload_hash').notNull(),
    /** When it happened by the server's reckoning, ms. */
    occurredAt: instant('occurred_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    outcome: text('outcome', {
      enum: ['applied', 'applied-with-notes', 'needs-decision', 'rejected'],
    }).notNull(),
    result: text('result', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (t) => [index('command_device').on(t.deviceId, t.seq)],
);

/** Work for staff: what a replayed command left to decide. */
export const syncException = sqliteTable(
  'sync_exception',
  {
    id: id(),
    commandId: text('command_id')
      .notNull()
      .references(() => command.id),
    code: text('code').notNull(),
    status: text('status', { enum: ['open', 'resolved'] })
      .notNull()
      .default('open'),
    siteId: text('site_id'),
    patronId: text('patron_id'),
    copyId: text('copy_id'),
    loanId: text('loan_id'),
    details: text('details', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    resolution: text('resolution'),
    resolutionReason: text('resolution_reason'),
    resolvedBy: text('resolved_by'),
    resolvedAt: instant('resolved_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('sync_exception_status').on(t.status, t.createdAt)],
);
