import * as v from 'valibot';
import { CARD_CHECKS, CARD_SYMBOLOGIES, DESK_PATRON_FIELDS, ownFieldId } from '../domain/patrons/card-codes';
import { PATRON_FIELD_TYPES } from '../domain/patrons/patron-field';
import { DESK_SEARCH_FIELDS } from '../domain/patrons/search-fields';
import { Id, PageQuery } from './shared';

const distinct = <T extends string>(items: T[]) => new Set(items).size === items.length;

const DeskField = v.pipe(
  v.string(),
  v.maxLength(80),
  v.check(
    (name) => ownFieldId(name) !== undefined || (DESK_PATRON_FIELDS as readonly string[]).includes(name),
    'code:unknown',
  ),
);

const entries = {
  /** Whether the desk and the patron's page show pictures. */
  patronPictures: v.boolean(),
  /** Symbologies of the patrons' cards; the first one is drawn. Empty accepts every one and draws Code 128. */
  cardSymbologies: v.pipe(
    v.array(v.picklist(CARD_SYMBOLOGIES)),
    v.check(distinct, 'code:field-choices-double'),
  ),
  /** How a card's barcode should end: a note, never a refusal. */
  cardCheck: v.picklist(CARD_CHECKS),
  /** What the desk's patron search shows beside the name, in this order; `field:<id>` for the district's own. */
  deskPatronFields: v.pipe(
    v.array(DeskField),
    v.maxLength(12, 'code:field-desk-many'),
    v.check(distinct, 'code:field-choices-double'),
  ),
};

/** What of patrons a site shows and how its cards are made. */
export const SitePreferences = v.object(entries);
export type SitePreferences = v.InferOutput<typeof SitePreferences>;
/** What is left out stays. */
export const SitePreferencesChange = v.partial(SitePreferences);
export const SitePreferencesChangeById = v.object({ siteId: Id, ...SitePreferencesChange.entries });

/** One of the fields that the desk's search shows, of one match. */
export const DeskDetail = v.object({
  /** One of `DESK_PATRON_FIELDS`, or `field:<id>`. */
  field: v.string(),
  /** How a field of the district's own is called. */
  name: v.optional(v.string()),
  type: v.optional(v.picklist(PATRON_FIELD_TYPES)),
  text: v.string(),
});
export type DeskDetail = v.InferOutput<typeof DeskDetail>;

const SearchField = v.pipe(
  v.string(),
  v.maxLength(80),
  v.check(
    (name) => ownFieldId(name) !== undefined || (DESK_SEARCH_FIELDS as readonly string[]).includes(name),
    'code:unknown',
  ),
);

export const DeskMatchQuery = v.object({
  q: v.pipe(v.string(), v.maxLength(200)),
  /** Where the desk stands: its preferences say what is shown. */
  siteId: v.optional(Id),
  /** Looks in these only; everywhere when absent. */
  fields: v.optional(v.pipe(v.array(SearchField), v.minLength(1, 'code:required'), v.maxLength(60))),
});
const DeskMatch = v.object({ id: Id, name: v.string(), details: v.array(DeskDetail) });
export const DeskMatches = v.object({ items: v.array(DeskMatch) });

/** Patrons of a desk's site by name: everybody, or a class; from a letter on. */
export const DeskBrowse = v.object({
  ...PageQuery,
  siteId: v.optional(Id),
  formClass: v.optional(v.pipe(v.string(), v.maxLength(60))),
  /** What the surname begins with, or comes after. */
  from: v.optional(v.pipe(v.string(), v.maxLength(60))),
});
export const DeskBrowsed = v.object({ items: v.array(DeskMatch), nextCursor: v.optional(v.string()) });

/** The form classes of a site by name, as a desk offers them. */
export const DeskClasses = v.object({ items: v.array(v.string()) });
export const DeskClassesQuery = v.object({ siteId: v.optional(Id) });
