import * as v from 'valibot';
import { SEARCH_SORTS } from '$lib/domain/catalogue/search-state';
import { BarcodeCount } from './barcodes';
import { ITEM_FIELDS } from './item-fields';
import { Barcode, Day, Id, Instant, Money } from './shared';
import { TitleImportSettings } from './title-import';

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
const optionalText = (most: number) => v.optional(v.nullable(text(most)));

/** One value or several of the same parameter, as an array. */
const oneOrMany = v.optional(
  v.pipe(
    v.union([v.string(), v.array(v.string())]),
    v.transform((value) => (typeof value === 'string' ? [value] : value).filter((one) => one !== '')),
    v.maxLength(50),
  ),
);
const numberFrom = (least: number, most: number) =>
  v.pipe(
    v.union([v.string(), v.number()]),
    v.transform((value) => (value === '' ? Number.NaN : Number(value))),
    v.number('code:whole-number'),
    v.integer('code:whole-number'),
    v.minValue(least),
    v.maxValue(most),
  );
const yesOrNo = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false', ''])]),
  v.transform((value) => value === true || value === 'true'),
);

/** `GET /api/catalogue/search`: the parameters of `domain/catalogue/search-state.ts`, and `limit`. */
export const CatalogueSearch = v.object({
  q: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
  site: oneOrMany,
  kind: oneOrMany,
  language: oneOrMany,
  level: oneOrMany,
  subject: oneOrMany,
  yearFrom: v.optional(numberFrom(-9999, 9999)),
  yearTo: v.optional(numberFrom(-9999, 9999)),
  available: v.optional(yesOrNo, false),
  sort: v.optional(v.picklist(SEARCH_SORTS, 'code:sort'), 'relevance'),
  page: v.optional(numberFrom(1, 99_999), 1),
  limit: v.optional(numberFrom(1, 100), 20),
  /** What `nextCursor` said; goes before `page`. */
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'code:cursor'))),
});

/**
 * Copies that the asker may see: how many, how many on the shelf now, and at which sites (ids). `onShelf` tells for
 * each site with a copy on the shelf where it stands; `backOn` is the first due day while none is on a shelf.
 */
const CopyCounts = v.object({
  total: v.number(),
  available: v.number(),
  sites: v.array(Id),
  onShelf: v.array(
    v.object({ siteId: Id, shelf: v.nullable(v.string()), callNumber: v.nullable(v.string()) }),
  ),
  backOn: v.nullable(Day),
});

/** A title as lists show it. */
export const TitleItem = v.object({
  id: Id,
  title: v.string(),
  subtitle: v.nullable(v.string()),
  author: v.nullable(v.string()),
  /** Title and author in the script of the book, where they differ. */
  originalTitle: v.nullable(v.string()),
  originalAuthor: v.nullable(v.string()),
  series: v.nullable(v.string()),
  volume: v.nullable(v.string()),
  year: v.nullable(v.number()),
  /** book, dvd, audiobook, map, game, kit ... */
  kind: v.string(),
  /** MARC code. */
  language: v.nullable(v.string()),
  level: v.nullable(v.string()),
  subjects: v.array(v.string()),
  isbn: v.nullable(v.string()),
  callNumber: v.nullable(v.string()),
  coverUrl: v.optional(v.string()),
  /** Only ever true for staff. */
  suppressed: v.boolean(),
  copies: CopyCounts,
});
export type TitleItem = v.InferOutput<typeof TitleItem>;

/** `label` is given where the value is an id. */
const FacetValue = v.object({ value: v.string(), count: v.number(), label: v.optional(v.string()) });
export type FacetValue = v.InferOutput<typeof FacetValue>;

/** Counts by value. Each facet is counted under all the other choices; `year` by decade (1990), `available` one value `true`. */
export const Facets = v.object({
  kind: v.array(FacetValue),
  language: v.array(FacetValue),
  level: v.array(FacetValue),
  subject: v.array(FacetValue),
  year: v.array(FacetValue),
  site: v.array(FacetValue),
  available: v.array(FacetValue),
});
export type Facets = v.InferOutput<typeof Facets>;

export const CatalogueResults = v.object({
  total: v.number(),
  items: v.array(TitleItem),
  facets: Facets,
  /** "Did you mean": a search that does find something. */
  suggestion: v.optional(v.string()),
  nextCursor: v.optional(v.string()),
});
export type CatalogueResults = v.InferOutput<typeof CatalogueResults>;

export const SuggestQuery = v.object({
  q: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  limit: v.optional(numberFrom(1, 20), 8),
});
/** `titleId` is given for titles; the others are searched for by their text. */
export const Suggestions = v.object({
  items: v.array(
    v.object({
      kind: v.picklist(['title', 'author', 'series', 'subject']),
      text: v.string(),
      titleId: v.optional(Id),
    }),
  ),
});
export type Suggestions = v.InferOutput<typeof Suggestions>;

export const CopyStatus = v.picklist([
  'available',
  'on-loan',
  'on-hold-shelf',
  'in-transit',
  'in-repair',
  'lost',
  'claimed-returned',
  'missing',
  'withdrawn',
  'on-order',
]);
export type CopyStatus = v.InferOutput<typeof CopyStatus>;

/** A copy as a title's page shows it. Barcode, owner and note reach staff only. */
export const CopyLine = v.object({
  id: Id,
  barcode: v.optional(v.string()),
  siteId: Id,
  siteName: v.string(),
  ownerSiteId: v.optional(Id),
  shelf: v.nullable(v.string()),
  callNumber: v.nullable(v.string()),
  copyNumber: v.nullable(v.string()),
  status: CopyStatus,
  circulationType: v.nullable(v.string()),
  /** Day on which a copy on loan is due back. */
  dueOn: v.nullable(Day),
  note: v.optional(v.nullable(v.string())),
});
export type CopyLine = v.InferOutput<typeof CopyLine>;

export const TitleDetail = v.object({
  ...TitleItem.entries,
  responsibility: v.nullable(v.string()),
  /** Varying forms of the title and titles inside the book; absent where the record gives none. */
  otherTitles: v.optional(v.array(v.string())),
  /** What the title was called before; absent where the record says nothing of it. */
  formerTitles: v.optional(v.array(v.string())),
  /** The name under which all editions and translations of the work stand; absent where the record gives none. */
  uniformTitles: v.optional(v.array(v.string())),
  contributors: v.array(v.string()),
  publisher: v.nullable(v.string()),
  edition: v.nullable(v.string()),
  summary: v.nullable(v.string()),
  pages: v.nullable(v.string()),
  audience: v.nullable(v.string()),
  materialKind: v.picklist(['library', 'textbook', 'resource', 'media']),
  isbns: v.array(v.string()),
  /** Staff only. */
  controlNumber: v.optional(v.nullable(v.string())),
  rev: v.number(),
  items: v.array(CopyLine),
  /** Open holds on the title: of the whole district, or for collection at the sites that the asker is limited to. */
  holdQueueLength: v.number(),
  more: v.object({ byAuthor: v.array(TitleItem), series: v.array(TitleItem) }),
});
export type TitleDetail = v.InferOutput<typeof TitleDetail>;

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
  v.nullable(v.object({ amount: v.pipe(v.number(), v.integer(), v.minValue(0)), currency: v.string() })),
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

/** Rows of a first page: what is new, what has just come back, what was lent most often (district-wide, by anybody). */
export const NewArrivals = v.object({
  arrivals: v.array(TitleItem),
  justReturned: v.array(TitleItem),
  mostBorrowed: v.array(TitleItem),
});
export type NewArrivals = v.InferOutput<typeof NewArrivals>;

export const SubjectCounts = v.object({
  items: v.array(v.object({ subject: v.string(), count: v.number() })),
});
export type SubjectCounts = v.InferOutput<typeof SubjectCounts>;

/** A list of a form's field: "isbn,title"; without any text it is as if the field were not there. */
const listed = <T extends v.GenericSchema>(list: T) =>
  v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(/[\s,;]+/).filter(Boolean)),
      v.transform((texts) => (texts.length > 0 ? texts : undefined)),
      // What the texts may be is the list's to say.
      list as unknown as v.GenericSchema<string[] | undefined, v.InferOutput<T>>,
    ),
    '',
  );

/**
 * The fields beside `file` in `POST /api/catalogue/imports` (`952$p` is the same as `952p`). `siteId` owns the copies
 * whose record names no site that is known by its code or name; without it the importing person's first site does.
 */
export const CatalogueImport = v.object({
  itemField: v.optional(
    v.pipe(
      v.string(),
      v.transform((field) => field.replace('$', '').toLowerCase() || 'auto'),
      v.picklist(ITEM_FIELDS, 'code:item-field'),
    ),
    'auto',
  ),
  siteId: v.optional(v.pipe(v.string(), v.maxLength(64))),
  dryRun: v.optional(yesOrNo, false),
  match: listed(TitleImportSettings.entries.match),
  onMatch: TitleImportSettings.entries.onMatch,
  onNew: TitleImportSettings.entries.onNew,
  protect: listed(TitleImportSettings.entries.protect),
  protectTags: listed(TitleImportSettings.entries.protectTags),
});
export const QueuedJob = v.object({ id: Id, kind: v.string(), status: v.literal('queued') });
export type QueuedJob = v.InferOutput<typeof QueuedJob>;
