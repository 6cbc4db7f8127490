import * as v from 'valibot';
import { Id, Instant, PageQuery, page } from './shared';

export const JobStatus = v.picklist(['queued', 'running', 'done', 'failed', 'cancelled']);

/** Why a job ended without doing its work: every `errorCode` that a job can have. */
export const JOB_ERRORS = [
  'file-empty',
  'unknown-format',
  'unimarc',
  'encoding-unknown',
  'gzip-broken',
  'too-large',
  'no-key-column',
  'file-no-table',
  'field-gone',
  'import-field-gone',
  'rollover-changed',
  'rehearsal-needs-file',
  'changed-meanwhile',
  'patron-kept',
  'patron-gone',
  'xml-broken',
  'xml-entities',
  'xml-no-patrons',
  'changes-not-xml',
  'no-rows',
  'no-people-file',
  'one-table',
  'no-photos',
  'zip-refused',
  'zip-broken',
  'rollover-open',
  'stocktake-not-closed',
  'unknown-kind',
  'interrupted',
  'unexpected',
] as const;
export type JobErrorCode = (typeof JOB_ERRORS)[number];

export const Job = v.object({
  id: Id,
  kind: v.string(),
  status: JobStatus,
  progress: v.object({ done: v.number(), total: v.number() }),
  summary: v.nullable(v.record(v.string(), v.any())),
  /** Name of the file that can be downloaded, if there is one. */
  resultName: v.nullable(v.string()),
  /** The file is for who asked for it alone, who is somebody else. */
  resultKept: v.optional(v.boolean()),
  /** One of `JOB_ERRORS` where the job failed. */
  errorCode: v.nullable(v.string()),
  createdBy: v.nullable(v.string()),
  createdAt: Instant,
  startedAt: v.nullable(Instant),
  finishedAt: v.nullable(Instant),
});
export type Job = v.InferOutput<typeof Job>;
export const JobQuery = v.object({ ...PageQuery, status: v.optional(JobStatus) });
export const JobPage = page(Job);

export const MailRow = v.object({
  id: Id,
  template: v.string(),
  patronId: v.nullable(v.string()),
  toAddress: v.string(),
  status: v.picklist(['waiting', 'sent', 'failed', 'dropped']),
  attempts: v.number(),
  errorCode: v.nullable(v.string()),
  createdAt: Instant,
  sentAt: v.nullable(Instant),
});
export type MailRow = v.InferOutput<typeof MailRow>;
export const MailQuery = v.object({
  ...PageQuery,
  status: v.optional(v.picklist(['waiting', 'sent', 'failed', 'dropped'])),
});
export const MailPage = v.object({ ...page(MailRow).entries, serverConfigured: v.boolean() });

export const AuditRow = v.object({
  id: Id,
  at: Instant,
  actorId: v.nullable(v.string()),
  /** The name today of who acted; null for nobody, for whom the reader may not open, and for what is gone. */
  actorName: v.nullable(v.string()),
  actorKind: v.string(),
  deviceId: v.nullable(v.string()),
  useCase: v.string(),
  subjectType: v.string(),
  subjectId: v.string(),
  /** The name today of a person, a place or a setting, the barcode of a copy, the title of a title. */
  subjectName: v.nullable(v.string()),
  details: v.record(v.string(), v.any()),
  requestId: v.string(),
});
export type AuditRow = v.InferOutput<typeof AuditRow>;
export const AuditQuery = v.object({ ...PageQuery, subject: v.optional(Id), actor: v.optional(Id) });
export const AuditPage = page(AuditRow);
