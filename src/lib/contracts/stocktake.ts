import * as v from 'valibot';
import { SIGHTS } from '$lib/domain/stocktake/sight';
import { Job } from './operations';
import { Barcode, Id, Instant } from './shared';

const shelf = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(120));
const number = v.pipe(v.string(), v.trim(), v.maxLength(120));

/** What is counted: all of a site, some of its shelves, or a range of call numbers. */
export const StocktakeScope = v.variant('kind', [
  v.object({ kind: v.literal('all') }),
  v.object({
    kind: v.literal('shelves'),
    shelves: v.pipe(v.array(shelf), v.minLength(1, 'code:required'), v.maxLength(200)),
  }),
  v.object({
    kind: v.literal('call-numbers'),
    from: v.pipe(number, v.minLength(1, 'code:required')),
    to: number,
  }),
]);

export const NewStocktake = v.object({
  /** Made on the device where it was begun, so that it may be begun again with the same result. */
  id: v.optional(v.pipe(v.string(), v.uuid('code:uuid'))),
  siteId: Id,
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(120)),
  scope: StocktakeScope,
});
export type NewStocktake = v.InferOutput<typeof NewStocktake>;

export const Sight = v.picklist(SIGHTS);
const status = v.picklist(['open', 'closed', 'cancelled']);

export const Stocktake = v.object({
  id: Id,
  siteId: Id,
  site: v.string(),
  name: v.string(),
  scope: StocktakeScope,
  status,
  startedAt: Instant,
  startedBy: v.nullable(v.string()),
  closedAt: v.nullable(Instant),
  /** How many barcodes were seen. */
  seen: v.number(),
});
export type Stocktake = v.InferOutput<typeof Stocktake>;
export const StocktakeQuery = v.object({ site: v.optional(Id) });
/** The open ones, and the last that ended; the shelves that the site's copies name. */
export const StocktakeList = v.object({ items: v.array(Stocktake), shelves: v.array(v.string()) });
export type StocktakeList = v.InferOutput<typeof StocktakeList>;

/** What became of the count: figures by sight, and once it is closed the report and what may be set right. */
export const StocktakeDetail = v.object({
  ...Stocktake.entries,
  /** Copies that ought to stand there now. */
  expected: v.number(),
  /** Those of them that nobody has seen since the count began. */
  unseen: v.number(),
  /** Barcodes by what seeing them meant. */
  sights: v.record(Sight, v.number()),
  /** Copies that were missing when they were seen, and still are. */
  foundMissing: v.number(),
  report: v.nullable(Job),
  /** The job that sets things right, last begun. */
  correction: v.nullable(Job),
});
export type StocktakeDetail = v.InferOutput<typeof StocktakeDetail>;

/** One scan; `at` in ms by the library's clock, as the device reckons it. */
export const StocktakeScan = v.object({
  barcode: Barcode,
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  shelf: v.nullable(shelf),
});
export const MOST_SCANS = 200;
export const ScanBatch = v.object({
  scans: v.pipe(v.array(StocktakeScan), v.minLength(1), v.maxLength(MOST_SCANS, 'code:too-many')),
});
export const ScanBatchById = v.object({ id: Id, ...ScanBatch.entries });

/** What a scan means, as the library sees it. */
export const SeenAnswer = v.object({
  barcode: v.string(),
  sight: Sight,
  copyId: v.nullable(Id),
  title: v.nullable(v.string()),
  language: v.nullable(v.string()),
  shelf: v.nullable(v.string()),
  callNumber: v.nullable(v.string()),
  /** Where it belongs, for one of another site. */
  site: v.nullable(v.string()),
});
export type SeenAnswer = v.InferOutput<typeof SeenAnswer>;
export const SeenAnswers = v.object({ status, items: v.array(SeenAnswer) });

/** What is set right after a count, all at once; `expected` is how many the person was shown. */
export const Correction = v.object({
  kind: v.picklist(['mark-missing', 'mark-found']),
  expected: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export const CorrectionById = v.object({ id: Id, ...Correction.entries });
