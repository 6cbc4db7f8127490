import * as v from 'valibot';
import { BarcodeCount } from './barcodes';
import { CopyStatus } from './catalogue';
import { Barcode, Day, Id, Instant, Money } from './shared';

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const optionalText = (most: number) => v.optional(v.nullable(text(most)));

const isbnText = v.pipe(v.string(), v.trim(), v.maxLength(40));

const titleFields = {
  subtitle: optionalText(500),
  responsibility: optionalText(500),
  author: optionalText(300),
  contributors: v.optional(v.pipe(v.array(text(300)), v.maxLength(100))),
  originalTitle: optionalText(1000),
  originalAuthor: optionalText(300),
  series: optionalText(300),
  volume: optionalText(60),
  year: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(-9999), v.maxValue(9999)))),
  publisher: optionalText(300),
  edition: optionalText(200),
  language: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'code:language')))),
  subjects: v.optional(v.pipe(v.array(text(300)), v.maxLength(200))),
  summary: optionalText(10_000),
  pages: optionalText(100),
  kind: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/, 'code:kind'))),
  materialKind: v.optional(v.picklist(['library', 'textbook', 'resource', 'media'])),
  audience: optionalText(60),
  level: optionalText(60),
  /** With or without hyphens, 10 or 13 digits; the first is the one that is shown. */
  isbn: v.optional(v.nullable(isbnText)),
  isbns: v.optional(v.pipe(v.array(isbnText), v.maxLength(100))),
  callNumber: optionalText(120),
  suppressed: v.optional(v.boolean()),
};
const titleText = v.pipe(text(1000), v.minLength(1, 'code:required'));

export const NewTitle = v.object({ title: titleText, ...titleFields });
export type NewTitle = v.InferOutput<typeof NewTitle>;
/** Only what is given changes; null or an empty text clears. `rev` is the revision that the change was made on. */
export const TitleChange = v.object({
  title: v.optional(titleText),
  ...titleFields,
  rev: v.optional(v.number()),
});
export type TitleChange = v.InferOutput<typeof TitleChange>;

const priceInput = v.optional(
  v.nullable(
    v.object({
      amount: v.pipe(v.number('code:amount'), v.integer('code:amount'), v.minValue(0)),
      currency: v.string(),
    }),
  ),
);
const copyFields = {
  circulationTypeId: v.optional(v.nullable(Id)),
  callNumber: optionalText(120),
  shelf: optionalText(120),
  copyNumber: optionalText(40),
  price: priceInput,
  condition: optionalText(60),
  note: optionalText(1000),
  minimumAge: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120)))),
  /** What it was paid from. */
  fundId: v.optional(v.nullable(Id)),
  acquiredOn: v.optional(v.nullable(Day)),
};

const newCopyFields = {
  siteId: Id,
  atSiteId: v.optional(Id),
  status: v.optional(v.picklist(['available', 'in-repair', 'on-order', 'missing'])),
  ...copyFields,
};
/** `siteId` is the owner; the copy is at it unless `atSiteId` says otherwise. */
export const NewCopy = v.object({ barcode: Barcode, ...newCopyFields });
export type NewCopy = v.InferOutput<typeof NewCopy>;
/** Several copies that differ in their barcodes only, which a range gives: the named one, or the one of the site. */
export const NewCopies = v.object({ count: BarcodeCount, rangeId: v.optional(Id), ...newCopyFields });
export type NewCopies = v.InferOutput<typeof NewCopies>;
export const AddedCopies = v.object({ barcodes: v.array(v.string()) });
export type AddedCopies = v.InferOutput<typeof AddedCopies>;
/** A new barcode may be given; statuses that belong to a loan or a hold are changed at the desk only. */
export const CopyChange = v.object({
  newBarcode: v.optional(Barcode),
  siteId: v.optional(Id),
  atSiteId: v.optional(Id),
  status: v.optional(v.picklist(['available', 'in-repair', 'on-order', 'missing', 'lost', 'withdrawn'])),
  ...copyFields,
});
export type CopyChange = v.InferOutput<typeof CopyChange>;

/** A copy as staff see it. */
export const Copy = v.object({
  id: Id,
  barcode: v.string(),
  titleId: Id,
  title: v.object({
    id: Id,
    title: v.string(),
    author: v.nullable(v.string()),
    kind: v.string(),
    /** MARC code. */
    language: v.nullable(v.string()),
  }),
  /** Owner. */
  siteId: Id,
  atSiteId: Id,
  status: CopyStatus,
  circulationTypeId: v.nullable(Id),
  callNumber: v.nullable(v.string()),
  shelf: v.nullable(v.string()),
  copyNumber: v.nullable(v.string()),
  price: v.nullable(Money),
  condition: v.nullable(v.string()),
  note: v.nullable(v.string()),
  minimumAge: v.nullable(v.number()),
  fundId: v.nullable(Id),
  acquiredOn: v.nullable(Day),
  dueOn: v.nullable(Day),
  createdAt: Instant,
  rev: v.number(),
});
export type Copy = v.InferOutput<typeof Copy>;
