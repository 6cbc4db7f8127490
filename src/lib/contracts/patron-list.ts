import * as v from 'valibot';
import { Day, Id, Money, page, PageQuery } from './shared';

/** What the list says of a patron, the weightiest first: switched off, barred by hand, books overdue, leaving, nothing. */
export const PATRON_STATES = ['disabled', 'blocked', 'overdue', 'ends', 'active'] as const;
export const PatronState = v.picklist(PATRON_STATES);
export type PatronState = v.InferOutput<typeof PatronState>;

export const PATRON_SORTS = ['name', 'formClass', 'cohort', 'out', 'owes', 'state'] as const;
export type PatronSortKey = (typeof PATRON_SORTS)[number];
const descending = PATRON_SORTS.map((key) => `-${key}` as const);

/** Query flags are text: `true` or `1` is yes. */
const Flag = v.optional(
  v.pipe(
    v.union([v.boolean(), v.string()]),
    v.transform((value) => value === true || value === 'true' || value === '1'),
  ),
  false,
);
const choice = v.optional(v.pipe(v.string(), v.maxLength(200)));

export const PatronQuery = v.object({
  ...PageQuery,
  /** Any part of name, username, barcode, class, e-mail or admin system id; every word must be found. */
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  site: v.optional(Id),
  /** Library group. */
  group: v.optional(Id),
  formClass: choice,
  cohort: choice,
  state: v.optional(PatronState),
  kind: v.optional(v.picklist(['personal', 'generic'])),
  /** A block set by hand is in force. */
  blocked: Flag,
  /** The last day of access has passed. */
  expired: Flag,
  noBarcode: Flag,
  neverSignedIn: Flag,
  /** Signs in by single sign-on only. */
  singleSignOn: Flag,
  /** Has left the school and is kept for a while. */
  left: Flag,
  /** Shares the e-mail address, or the name and the year of birth, with somebody else. */
  duplicate: Flag,
  /** A saved list: its people, or those whom its search finds. */
  list: v.optional(Id),
  /** Patrons of every site; needs patrons.searchDistrict. */
  district: Flag,
  sort: v.optional(v.picklist([...PATRON_SORTS, ...descending]), 'name'),
});
/** Filters that are on or off. */
export const PATRON_MARKS = [
  'blocked',
  'expired',
  'noBarcode',
  'neverSignedIn',
  'singleSignOn',
  'left',
  'duplicate',
] as const;
export type PatronMark = (typeof PATRON_MARKS)[number];

/** The part of a query that says who is meant; what is saved as a search. */
export const PatronSearch = v.omit(PatronQuery, ['limit', 'cursor', 'sort', 'district', 'list']);
export type PatronSearch = v.InferOutput<typeof PatronSearch>;

export type PatronQuery = v.InferOutput<typeof PatronQuery>;
export type PatronSort = PatronQuery['sort'];

export const PatronRow = v.object({
  id: Id,
  kind: v.picklist(['personal', 'generic']),
  /** Preferred or given name and surname; empty for a generic account. */
  name: v.string(),
  username: v.string(),
  /** Null also for those who may not see barcodes. */
  barcode: v.nullable(v.string()),
  formClass: v.nullable(v.string()),
  cohort: v.nullable(v.string()),
  student: v.boolean(),
  staffMember: v.boolean(),
  siteIds: v.array(Id),
  libraryGroupIds: v.array(Id),
  /** Loans that are open; null for those who may not see a patron's status. */
  out: v.nullable(v.number()),
  /** Sum of the ledger; null for those who may not see fines. */
  owes: v.nullable(Money),
  state: PatronState,
  until: v.nullable(Day),
  photoId: v.nullable(v.string()),
});
export type PatronRow = v.InferOutput<typeof PatronRow>;
export const PatronPage = v.object({
  ...page(PatronRow).entries,
  /** `total` is where counting ended: there are more. */
  more: v.optional(v.boolean()),
});
export type PatronPage = v.InferOutput<typeof PatronPage>;

/** What the list's filters offer and its head says, for the sites that the actor sees. */
export const PatronOverview = v.object({
  people: v.number(),
  generic: v.number(),
  /** People only. */
  states: v.record(PatronState, v.number()),
  formClasses: v.array(v.string()),
  cohorts: v.array(v.string()),
});
export type PatronOverview = v.InferOutput<typeof PatronOverview>;
