import * as v from 'valibot';
import { isFolderName } from '$lib/domain/imports/inbox-names';
import { JobStatus } from './operations';
import { Id, Instant } from './shared';

/** What every import token begins with: by it people and scanners for leaked secrets know it. */
export const IMPORT_TOKEN_PREFIX = 'carrel_import_';

const FolderName = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.check(isFolderName, 'code:folder-name'));

/** ISO days of the week, 1 = Monday, and a time of day in the site's zone. */
const ImportSchedule = v.object({
  days: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
    v.minLength(1, 'code:required'),
  ),
  time: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'code:time-of-day')),
});

const Counts = v.object({ new: v.number(), changed: v.number(), unchanged: v.number(), refused: v.number() });

/** One run of a profile by token or folder. No personal data. */
const ImportRun = v.object({
  jobId: Id,
  status: JobStatus,
  /** More patrons would have changed than the set share: nothing was written. */
  stopped: v.boolean(),
  counts: v.nullable(Counts),
  errorCode: v.nullable(v.string()),
  via: v.picklist(['token', 'folder']),
  fileName: v.nullable(v.string()),
  /** The lines to repair can be fetched by who asks. */
  hasRefused: v.boolean(),
  createdAt: Instant,
  finishedAt: v.nullable(Instant),
});
export type ImportRun = v.InferOutput<typeof ImportRun>;
export const ImportRunList = v.object({ items: v.array(ImportRun) });

/** A profile with what feeds it without a person. */
export const AutomatedImport = v.object({
  id: Id,
  name: v.string(),
  /** Without an address nobody is told how runs end. */
  owner: v.nullable(v.object({ id: Id, name: v.string(), hasEmail: v.boolean() })),
  isOwn: v.boolean(),
  /** Whether runs have the rights they need: the owner is there, enabled, and may import. */
  ownerMayImport: v.boolean(),
  source: v.nullable(v.string()),
  disableAbsent: v.boolean(),
  enabled: v.boolean(),
  watchFolder: v.nullable(v.string()),
  schedule: v.nullable(ImportSchedule),
  siteId: v.nullable(Id),
  nextRunAt: v.nullable(Instant),
  lastRun: v.nullable(ImportRun),
  rev: v.number(),
});
export type AutomatedImport = v.InferOutput<typeof AutomatedImport>;
/** `inbox` is the folder of the server that watched folders lie in. */
export const AutomatedImportList = v.object({ items: v.array(AutomatedImport), inbox: v.string() });

/** `rev` is the revision that the change was made on. A schedule needs a folder. */
export const AutomationChange = v.object({
  enabled: v.boolean(),
  watchFolder: v.nullable(FolderName),
  schedule: v.nullable(ImportSchedule),
  siteId: v.nullable(Id),
  rev: v.number(),
});
export type AutomationChange = v.InferInput<typeof AutomationChange>;

export const ImportToken = v.object({
  id: Id,
  name: v.string(),
  hint: v.string(),
  createdAt: Instant,
  expiresAt: v.nullable(Instant),
  lastUsedAt: v.nullable(Instant),
  uses: v.number(),
  state: v.picklist(['active', 'expired', 'revoked']),
});
export type ImportToken = v.InferOutput<typeof ImportToken>;
export const ImportTokenList = v.object({ items: v.array(ImportToken) });
export const NewImportToken = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80)),
  /** Days until it ends by itself; null never. */
  expiresInDays: v.optional(
    v.nullable(v.pipe(v.number(), v.integer('code:whole-number'), v.minValue(1), v.maxValue(3650))),
    null,
  ),
});
/** The only time that the secret is told. */
export const MadeImportToken = v.object({ id: Id, secret: v.string() });

export const InboxQuery = v.object({
  /** `true` takes in the same file again. */
  again: v.optional(v.picklist(['true', 'false', '1', '0']), 'false'),
});
/** What a token is told of its profile's run. */
export const InboxRun = v.object({
  id: Id,
  status: JobStatus,
  stopped: v.boolean(),
  counts: v.nullable(Counts),
  errorCode: v.nullable(v.string()),
  statusUrl: v.string(),
  /** Where the lines to repair are; null without any. */
  refusedUrl: v.nullable(v.string()),
});
export type InboxRun = v.InferOutput<typeof InboxRun>;
