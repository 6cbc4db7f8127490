import * as v from 'valibot';
import { COPY_BATCH_PROBLEMS } from '$lib/domain/copies/batch-edit';
import { CopyTarget } from './labels';
import { Day, Id, Instant } from './shared';

/** As many copies as one batch changes. */
export const MOST_COPIES = 20_000;

const text = (most: number) =>
  v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(most))));

/** What every copy is set to; null clears, what is absent stays. */
export const CopyBatchEdit = v.strictObject({
  shelf: text(120),
  callNumber: text(120),
  circulationTypeId: v.optional(v.nullable(Id)),
  /** Minor units of the district's currency. */
  price: v.optional(v.nullable(v.pipe(v.number('code:amount'), v.integer('code:amount'), v.minValue(0)))),
  condition: text(60),
  fundId: v.optional(v.nullable(Id)),
  acquiredOn: v.optional(v.nullable(Day)),
  note: text(1000),
  minimumAge: v.optional(
    v.nullable(
      v.pipe(v.number('code:whole-number'), v.integer('code:whole-number'), v.minValue(0), v.maxValue(120)),
    ),
  ),
  /** The owner; a copy that stands at its owner's moves with it. */
  siteId: v.optional(Id),
  status: v.optional(v.picklist(['available', 'in-repair', 'on-order', 'missing', 'lost', 'withdrawn'])),
});
export type CopyBatchEdit = v.InferOutput<typeof CopyBatchEdit>;

export const CopyBatch = v.strictObject({
  target: CopyTarget,
  edit: v.pipe(
    CopyBatchEdit,
    v.check((edit) => Object.keys(edit).length > 0, 'code:required'),
  ),
  dryRun: v.optional(v.boolean(), false),
});
export type CopyBatch = v.InferInput<typeof CopyBatch>;

/** Copies to delete for good; nothing brings them back. */
export const CopyDeletion = v.strictObject({
  target: CopyTarget,
  dryRun: v.optional(v.boolean(), false),
});
export type CopyDeletion = v.InferInput<typeof CopyDeletion>;

/** Why one copy stays as it is; `line` of the given barcodes, 0 where there was none. */
export const CopyRefusal = v.object({
  line: v.number(),
  barcode: v.string(),
  code: v.picklist(COPY_BATCH_PROBLEMS),
});
export type CopyRefusal = v.InferOutput<typeof CopyRefusal>;

/** The summary of a batch's job; the result file has every refusal, the summary the first. */
export const CopyBatchSummary = v.object({
  dryRun: v.boolean(),
  changed: v.number(),
  unchanged: v.number(),
  refused: v.number(),
  refusals: v.array(CopyRefusal),
});
export type CopyBatchSummary = v.InferOutput<typeof CopyBatchSummary>;

/** A batch that was carried out, and whether it can be taken back. */
export const CopyBatchDone = v.object({
  id: Id,
  createdAt: Instant,
  /** Names of the fields that were set. */
  fields: v.array(v.string()),
  copies: v.number(),
  undoRefusal: v.nullable(v.picklist(['already-undone', 'undo-expired'])),
});
export type CopyBatchDone = v.InferOutput<typeof CopyBatchDone>;
export const CopyBatchList = v.object({ items: v.array(CopyBatchDone), total: v.number() });
