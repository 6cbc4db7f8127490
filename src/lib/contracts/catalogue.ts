import * as v from 'valibot';
import { SEARCH_SORTS } from '$lib/domain/catalogue/search-state';
import { Day, Id, yesOrNo } from './shared';

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
