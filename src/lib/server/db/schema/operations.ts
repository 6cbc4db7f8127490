import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, instant } from './columns';

/** Who did what when. Details hold ids and codes, no names. */
export const audit = sqliteTable(
  'audit',
  {
    id: id(),
    at: instant('at').notNull(),
    actorId: text('actor_id'),
    actorKind: text('actor_kind').notNull(),
    deviceId: text('device_id'),
    useCase: text('use_case').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    details: text('details', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    requestId: text('request_id').notNull(),
  },
  (t) => [
    index('audit_subject').on(t.subjectId, t.at),
    index('audit_actor').on(t.actorId, t.at),
    index('audit_at').on(t.at),
  ],
);

/** The first answer to a keyed request; the same key gets it again. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    key: text('key').notNull(),
    actorId: text('actor_id').notNull(),
    useCase: text('use_case').notNull(),
    requestHash: text('request_hash').notNull(),
    answer: text('answer').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.actorId, t.key] }), index('idempotency_created').on(t.createdAt)],
);

/** Long work: declared by kind, run under a lease, with progress, cancel and a result. */
export const job = sqliteTable(
  'job',
  {
    id: id(),
    kind: text('kind').notNull(),
    status: text('status', { enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
      .notNull()
      .default('queued'),
    params: text('params', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    /** Counts for people: what the job did, as codes and numbers. */
    summary: text('summary', { mode: 'json' }).$type<Record<string, unknown>>(),
    /** File of the result inside the data folder, if one can be downloaded. */
    resultFile: text('result_file'),
    resultName: text('result_name'),
    errorCode: text('error_code'),
    attempts: integer('attempts').notNull().default(0),
    cancelRequested: flag('cancel_requested').notNull().default(false),
    runAt: instant('run_at').notNull(),
    leaseUntil: instant('lease_until'),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [index('job_due').on(t.status, t.runAt), index('job_created').on(t.createdAt)],
);

/** A letter to send; composed from the live facts when it is sent. */
export const mail = sqliteTable(
  'mail',
  {
    id: id(),
    template: text('template').notNull(),
    patronId: text('patron_id'),
    toAddress: text('to_address').notNull(),
    locale: text('locale').notNull(),
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    status: text('status', { enum: ['waiting', 'sent', 'failed', 'dropped'] })
      .notNull()
      .default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    errorCode: text('error_code'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (t) => [index('mail_due').on(t.status, t.nextAttemptAt)],
);
