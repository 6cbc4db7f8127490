import * as v from 'valibot';
import { BATCH_FIELDS, BATCH_OPS, type BuiltInBatchField } from '$lib/domain/patrons/batch-update';
import { isOwnField } from '$lib/domain/patrons/card-codes';
import { PatronQuery } from './patron-list';
import { Barcode, Id, Instant } from './shared';

/** As many people as are chosen one by one, or scanned. */
export const MOST_CHOSEN = 1_000;
const MOST_USERNAMES_BYTES = 5_000_000;

const Choice = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(200));
const chosen = <S extends v.GenericSchema>(item: S) =>
  v.pipe(v.array(item), v.minLength(1, 'code:required'), v.maxLength(MOST_CHOSEN, 'code:too-many'));

/** Whom a batch is about: chosen people, a search without its pages, a saved list, a class, or scanned cards. */
export const BatchTarget = v.union(
  [
    v.strictObject({ ids: chosen(Id) }),
    v.strictObject({ query: v.omit(PatronQuery, ['limit', 'cursor', 'sort']) }),
    v.strictObject({ listId: Id }),
    v.strictObject({ formClass: Choice, site: Id }),
    v.strictObject({ barcodes: chosen(Barcode) }),
  ],
  'code:target',
);
export type BatchTarget = v.InferInput<typeof BatchTarget>;

const FIELDS = Object.keys(BATCH_FIELDS) as [BuiltInBatchField, ...BuiltInBatchField[]];
/** A field of the district's own: `field:<id>`. */
const OwnField = v.pipe(
  v.string(),
  v.maxLength(80),
  v.custom<`field:${string}`>((name) => typeof name === 'string' && isOwnField(name), 'code:picklist'),
);
const Text = v.pipe(v.string(), v.maxLength(200, 'code:too-long'));

/**
 * One step: which field, what is done to it, with what. Ids for sites, groups and access levels; texts for the
 * district's own fields.
 */
export const BatchOperation = v.object({
  field: v.union([v.picklist(FIELDS), OwnField], 'code:picklist'),
  op: v.picklist(BATCH_OPS),
  value: v.optional(v.union([Text, v.number(), v.boolean(), v.pipe(v.array(Id), v.maxLength(100))])),
  find: v.optional(Text),
  wholeCell: v.optional(v.boolean()),
});
export const BatchOperations = v.pipe(
  v.array(BatchOperation),
  v.minLength(1, 'code:required'),
  v.maxLength(20, 'code:too-many'),
);

const DryRun = v.optional(v.boolean(), false);

export const BatchUpdate = v.object({ target: BatchTarget, operations: BatchOperations, dryRun: DryRun });
export type BatchUpdate = v.InferInput<typeof BatchUpdate>;

export const UsernamePattern = v.object({
  /** `{given}`, `{g}`, `{preferred}`, `{middle}`, `{surname}`, `{s}`, `{admin}`, `{email}` (before the @), `{barcode}`. */
  pattern: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(100, 'code:too-long')),
  fold: v.optional(v.boolean(), true),
  spaces: v.optional(v.picklist(['', '.', '-', '_']), ''),
  maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(100)), 40),
  onClash: v.optional(v.picklist(['number', 'report']), 'report'),
});

/** New usernames by a file of two columns (old, new; CSV, with a header or without), or by a pattern. */
export const UsernameChange = v.object({
  by: v.union(
    [
      v.strictObject({
        file: v.pipe(
          v.string(),
          v.minLength(1, 'code:required'),
          v.maxLength(MOST_USERNAMES_BYTES, 'code:too-long'),
        ),
      }),
      v.strictObject({ target: BatchTarget, pattern: UsernamePattern }),
    ],
    'code:file-or-pattern',
  ),
  dryRun: DryRun,
});
export type UsernameChange = v.InferInput<typeof UsernameChange>;

/** Without `expected` only the refusals are listed; with it exactly so many people are deleted. */
export const BatchDelete = v.object({
  target: BatchTarget,
  expected: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type BatchDelete = v.InferInput<typeof BatchDelete>;

/** Many patrons changed as one, and whether that can be taken back. */
export const ChangeSet = v.object({
  id: Id,
  kind: v.picklist(['batch-update', 'username-change', 'rollover', 'import-contacts', 'import-photos']),
  /** What was asked for, as fields and codes. */
  request: v.record(v.string(), v.any()),
  jobId: v.nullable(Id),
  /** How many people; null once the particulars are purged. */
  people: v.nullable(v.number()),
  createdAt: Instant,
  createdBy: v.nullable(v.object({ id: Id, name: v.string() })),
  undoUntil: Instant,
  undoneAt: v.nullable(Instant),
  /** Why it can't be undone now. */
  undoRefusal: v.nullable(v.picklist(['already-undone', 'undo-expired', 'still-running'])),
});
export type ChangeSet = v.InferOutput<typeof ChangeSet>;
export const ChangeSetPage = v.object({
  items: v.array(ChangeSet),
  nextCursor: v.optional(v.string()),
  total: v.number(),
});
