import * as v from 'valibot';
import { MOST_DIGITS } from '$lib/domain/barcodes/barcode-range';
import { CARD_CHECKS } from '$lib/domain/patrons/card-codes';
import { Id } from './shared';

/** So many barcodes are given out, and copies added, at once. */
export const MOST_BARCODES = 100;

export const RangeKind = v.picklist(['copy', 'patron']);
export type RangeKind = v.InferOutput<typeof RangeKind>;

const RangeName = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(100));
const wholeNumber = v.pipe(v.number('code:whole-number'), v.safeInteger('code:whole-number'), v.minValue(0));

const rangeFields = {
  name: RangeName,
  /** Whose; null for the whole district. */
  siteId: v.nullable(Id),
  prefix: v.pipe(v.string(), v.trim(), v.maxLength(40)),
  /** Of the running number, which is filled with zeros. */
  digits: v.pipe(
    v.number('code:whole-number'),
    v.integer('code:whole-number'),
    v.minValue(1),
    v.maxValue(MOST_DIGITS),
  ),
  nextNumber: wholeNumber,
  lastNumber: wholeNumber,
  check: v.picklist(CARD_CHECKS),
};

export const NewBarcodeRange = v.strictObject({ kind: RangeKind, ...rangeFields });
export type NewBarcodeRange = v.InferOutput<typeof NewBarcodeRange>;
/** `rev` is the revision that the change was made on. */
export const BarcodeRangeChange = v.strictObject({ ...rangeFields, rev: v.number() });
export const BarcodeRangeChangeById = v.object({ id: Id, ...BarcodeRangeChange.entries });

export const BarcodeRange = v.object({
  id: Id,
  kind: RangeKind,
  ...rangeFields,
  /** What comes next, where no number is in use already; null when the range is used up. */
  nextBarcode: v.nullable(v.string()),
  left: v.number(),
  rev: v.number(),
});
export type BarcodeRange = v.InferOutput<typeof BarcodeRange>;
export const BarcodeRangeList = v.object({ items: v.array(BarcodeRange), total: v.number() });

/** How many of them; a copy's sites or a patron's decide on the range where none is named. */
export const BarcodeCount = v.pipe(
  v.number('code:whole-number'),
  v.integer('code:whole-number'),
  v.minValue(1),
  v.maxValue(MOST_BARCODES),
);
export const NextBarcodes = v.strictObject({
  kind: RangeKind,
  siteId: v.optional(Id),
  rangeId: v.optional(Id),
  count: v.optional(BarcodeCount, 1),
});
/** A barcode that was given out is not given out again, whether it is then used or not. */
export const GivenBarcodes = v.object({ rangeId: Id, range: v.string(), barcodes: v.array(v.string()) });
export type GivenBarcodes = v.InferOutput<typeof GivenBarcodes>;

export const NewFund = v.strictObject({ name: RangeName, siteId: v.nullable(Id) });
export const FundChange = v.strictObject({ name: RangeName });
export const FundChangeById = v.object({ id: Id, ...FundChange.entries });
/** `copies` counts to 10,000. */
export const Fund = v.object({ id: Id, name: v.string(), siteId: v.nullable(Id), copies: v.number() });
export type Fund = v.InferOutput<typeof Fund>;
export const FundList = v.object({ items: v.array(Fund), total: v.number() });
