import * as v from 'valibot';
import { LABEL_KINDS, PAPER_NAMES } from '$lib/domain/labels/label-layout';
import { BatchTarget } from './batch';
import { SOUGHT } from './copies';
import { Barcode, Day, Id } from './shared';

/** So many labels or cards are made at once. */
export const MOST_LABELS = 1_000;

const length = (least: number) =>
  v.pipe(v.number('code:number'), v.integer('code:number'), v.minValue(least), v.maxValue(120_000));
const count = v.pipe(
  v.number('code:whole-number'),
  v.integer('code:whole-number'),
  v.minValue(1),
  v.maxValue(60),
);

/** A sheet of labels; lengths in hundredths of a millimetre (`domain/labels/label-layout`). */
export const LabelLayout = v.strictObject({
  paper: v.picklist(PAPER_NAMES),
  pageWidth: length(1000),
  pageHeight: length(1000),
  rows: count,
  columns: count,
  left: length(0),
  top: length(0),
  gapX: length(0),
  gapY: length(0),
  width: length(500),
  height: length(500),
});

const formatFields = {
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(100)),
  kind: v.picklist(LABEL_KINDS),
  layout: LabelLayout,
};
export const NewLabelFormat = v.strictObject(formatFields);
export type NewLabelFormat = v.InferOutput<typeof NewLabelFormat>;
export const LabelFormatChange = v.strictObject({ ...formatFields, rev: v.number() });
export const LabelFormatChangeById = v.object({ id: Id, ...LabelFormatChange.entries });
export const LabelFormat = v.object({ id: Id, ...formatFields, rev: v.number() });
export type LabelFormat = v.InferOutput<typeof LabelFormat>;
export const LabelFormatList = v.object({ items: v.array(LabelFormat), total: v.number() });

const CallNumber = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(120));

/** So many copies are named one by one, or scanned. */
export const MOST_NAMED = 5_000;
const named = <S extends v.GenericSchema>(item: S) =>
  v.pipe(v.array(item), v.minLength(1, 'code:required'), v.maxLength(MOST_NAMED, 'code:too-many'));

/**
 * Which copies are meant: those of a title or of several, scanned or pasted barcodes, chosen ones, what came to a site since a day, what an
 * import added, a list of what is looked for, those of a search's titles (the query of the list's address; at one site or
 * all), or a stretch of a site's shelves, both call numbers and what begins with the last included.
 */
export const CopyTarget = v.union(
  [
    v.strictObject({ titleId: Id }),
    v.strictObject({ titleIds: named(Id) }),
    v.strictObject({ barcodes: named(Barcode) }),
    v.strictObject({ copyIds: named(Id) }),
    v.strictObject({ since: Day, siteId: Id }),
    v.strictObject({ jobId: Id }),
    v.strictObject({ sought: v.picklist(SOUGHT), siteId: Id }),
    v.strictObject({ search: v.pipe(v.string(), v.maxLength(4000)), siteId: v.optional(Id) }),
    v.strictObject({ siteId: Id, callNumberFrom: CallNumber, callNumberTo: CallNumber }),
  ],
  'code:target',
);
export type CopyTarget = v.InferOutput<typeof CopyTarget>;

/** A code as a path of dark modules over `width` x `height`, quiet zone included. */
const Drawing = v.object({ width: v.number(), height: v.number(), path: v.string() });

export const CopyLabel = v.object({
  copyId: Id,
  barcode: v.string(),
  title: v.string(),
  /** The copy's own, or its title's. */
  callNumber: v.string(),
  volume: v.nullable(v.string()),
  copyNumber: v.nullable(v.string()),
  /** Of the owner. */
  siteName: v.string(),
  /** Null for a barcode that no symbology of ours can hold. */
  drawing: v.nullable(Drawing),
});
export type CopyLabel = v.InferOutput<typeof CopyLabel>;
export const CopyLabelsWanted = v.strictObject({ target: CopyTarget });
export const CopyLabels = v.object({
  items: v.array(CopyLabel),
  /** Scanned barcodes that no copy has. */
  unknown: v.array(v.string()),
  /** More were meant than are made at once. */
  more: v.boolean(),
});
export type CopyLabels = v.InferOutput<typeof CopyLabels>;

export const PatronCard = v.object({
  patronId: Id,
  name: v.string(),
  formClass: v.nullable(v.string()),
  barcode: v.string(),
  siteName: v.string(),
  photoUrl: v.optional(v.string()),
  drawing: v.nullable(Drawing),
});
export type PatronCard = v.InferOutput<typeof PatronCard>;
export const PatronCardsWanted = v.strictObject({ target: BatchTarget });
export const PatronCards = v.object({
  items: v.array(PatronCard),
  unknown: v.array(v.string()),
  /** People who have no barcode, and so no card. */
  withoutBarcode: v.number(),
  more: v.boolean(),
});
export type PatronCards = v.InferOutput<typeof PatronCards>;
