import * as v from 'valibot';
import { TitleItem } from './catalogue';
import { Day, Id } from './shared';

/** What the public search is: whose, and of which sites. */
export const PublicSearch = v.object({
  library: v.string(),
  /** The day at its first site, so that every reader is told the same. */
  today: Day,
  sites: v.array(v.object({ id: Id, name: v.string() })),
});
export type PublicSearch = v.InferOutput<typeof PublicSearch>;

/** Lists from A to Z. */
export const HEADING_LISTS = ['authors', 'subjects', 'series'] as const;
export type HeadingList = (typeof HEADING_LISTS)[number];
/** Ways to look along the catalogue. */
export const BROWSE_WAYS = [...HEADING_LISTS, 'shelf'] as const;
export type BrowseWay = (typeof BROWSE_WAYS)[number];

const cursor = v.optional(v.pipe(v.string(), v.maxLength(1000)));
/** The first letters to begin at; a cursor goes before them. */
const from = v.optional(v.pipe(v.string(), v.maxLength(200)), '');

export const BrowseHeadings = v.object({ list: v.picklist(HEADING_LISTS), from, cursor });
export const BrowseHeadingsQuery = v.object({ from, cursor });
/** More titles than this are not counted: `count` says so many, and `more` that there are others. */
export const MOST_COUNTED = 1000;
export const Headings = v.object({
  items: v.array(v.object({ text: v.string(), count: v.number(), more: v.boolean() })),
  nextCursor: v.optional(v.string()),
});
export type Headings = v.InferOutput<typeof Headings>;

/** `from` is a call number; without a site the first one that the asker sees. */
export const BrowseShelf = v.object({ site: v.optional(Id), from, cursor });
const SiteName = v.object({ id: Id, name: v.string() });
export const Shelf = v.object({
  /** Undefined where there is no site to look at. */
  site: v.optional(SiteName),
  sites: v.array(SiteName),
  /** In the order of the labels on the books; copies of one title that stand together are one row. */
  items: v.array(v.object({ callNumber: v.string(), title: TitleItem })),
  backCursor: v.optional(v.string()),
  nextCursor: v.optional(v.string()),
});
export type Shelf = v.InferOutput<typeof Shelf>;

/** New titles of one site; of every site of the public search without it. */
export const FeedQuery = v.object({ site: v.optional(Id) });
