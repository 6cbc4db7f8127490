import * as v from 'valibot';
import { BatchTarget } from './batch';
import { Day, Id, Instant, page, PageQuery } from './shared';

/** A block that somebody set by hand; what limits and membership stop is computed and never stored. */
export const ManualBlock = v.object({
  id: Id,
  reason: v.string(),
  /** The last day on which it holds, to its end at the site where it is asked; null: until it is lifted. */
  until: v.nullable(Day),
  state: v.picklist(['in-force', 'over', 'lifted']),
  createdAt: Instant,
  by: v.nullable(v.string()),
  liftedAt: v.nullable(Instant),
  liftedBy: v.nullable(v.string()),
});
export type ManualBlock = v.InferOutput<typeof ManualBlock>;
export const ManualBlockList = v.object({ items: v.array(ManualBlock), total: v.number() });

const reason = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'code:required'),
  v.maxLength(500, 'code:too-long'),
);
/** Whose "today" the last day is measured by; the actor's first site when absent. */
const siteId = v.optional(Id);
export const NewManualBlock = v.object({ reason, until: v.optional(v.nullable(Day), null), siteId });
export const NewManualBlockFor = v.object({ id: Id, ...NewManualBlock.entries });
export const ManualBlockChange = v.object({
  reason: v.optional(reason),
  until: v.optional(v.nullable(Day)),
  siteId,
});
export const ManualBlockRef = v.object({ id: Id, blockId: Id });
export const ManualBlockChangeByRef = v.object({ ...ManualBlockRef.entries, ...ManualBlockChange.entries });

/** As many people as get or lose a block in one go. */
export const MOST_BLOCKED = 2_000;

/**
 * A block for many people, or the end of their blocks by hand. Without `expected` it is only told what would happen; with it, exactly
 * so many blocks are set or lifted, or nothing when the figure has moved.
 */
export const BlockMany = v.object({
  target: BatchTarget,
  way: v.picklist(['block', 'lift']),
  /** Why; for lifting: only blocks with this reason. */
  reason: v.optional(reason),
  until: v.optional(v.nullable(Day), null),
  siteId,
  expected: v.optional(v.pipe(v.number(), v.integer())),
});
export type BlockMany = v.InferInput<typeof BlockMany>;
export const BlockedMany = v.object({
  /** Null for a preview. */
  id: v.nullable(Id),
  /** Whom it is about. */
  people: v.number(),
  /** How many blocks are set or lifted. */
  blocks: v.number(),
  /** Of those who are meant, whom it leaves as they are. */
  unchanged: v.number(),
  /** The first of those whom it changes, by name; only in a preview. */
  first: v.array(v.object({ id: Id, name: v.string() })),
});
export type BlockedMany = v.InferOutput<typeof BlockedMany>;

/** What was done to the blocks of many, and whether it was taken back. */
export const BlockBatch = v.object({
  id: Id,
  way: v.picklist(['block', 'lift']),
  at: Instant,
  by: v.nullable(v.string()),
  blocks: v.number(),
  /** Of the blocks that were set. */
  reason: v.nullable(v.string()),
  undone: v.boolean(),
});
export type BlockBatch = v.InferOutput<typeof BlockBatch>;
export const BlockBatches = v.object({ items: v.array(BlockBatch), total: v.number() });
export type BlockBatches = v.InferOutput<typeof BlockBatches>;

/** One block or limit that a permitted person went over, with their reason. */
export const OverrideRow = v.object({
  id: Id,
  at: Instant,
  /** The code of the reason that was lifted. */
  code: v.string(),
  reason: v.string(),
  by: v.nullable(v.string()),
  loanId: Id,
  copyBarcode: v.string(),
  title: v.object({ id: Id, title: v.string(), language: v.nullable(v.string()) }),
  /** Null once the district has forgotten whose loan it was. */
  patron: v.nullable(v.object({ id: Id, name: v.string() })),
  site: v.object({ id: Id, name: v.string() }),
});
export type OverrideRow = v.InferOutput<typeof OverrideRow>;
export const OverrideList = v.object({ items: v.array(OverrideRow), total: v.number() });
export const OverridePage = page(OverrideRow);
export type OverridePage = v.InferOutput<typeof OverridePage>;

/** Which overrides: of all of one's own sites, of every code and day, where nothing is said. */
export const OverrideFilter = {
  site: v.optional(Id),
  /** Calendar days of that site, both counted in. */
  from: v.optional(Day),
  to: v.optional(Day),
  code: v.optional(v.pipe(v.string(), v.maxLength(60))),
};
export const OverrideQuery = v.object({ ...PageQuery, ...OverrideFilter });
export const OverrideFileQuery = v.object(OverrideFilter);
