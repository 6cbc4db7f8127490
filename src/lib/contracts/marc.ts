import * as v from 'valibot';
import { EXPORT_HOLDINGS } from '$lib/domain/marc/write-holdings';
import { isLookupAddress } from '$lib/domain/marc/lookup-address';
import { Id } from './shared';

/** A whole MARC record. A field has either `value` or indicators and subfields. */
const MarcText = v.pipe(v.string(), v.maxLength(1_000_000));
const Subfield = v.object({ code: v.pipe(v.string(), v.maxLength(4)), value: MarcText });
const ControlField = v.object({ tag: v.pipe(v.string(), v.maxLength(10)), value: MarcText });
const DataField = v.object({
  tag: v.pipe(v.string(), v.maxLength(10)),
  ind1: v.pipe(v.string(), v.maxLength(4)),
  ind2: v.pipe(v.string(), v.maxLength(4)),
  subfields: v.pipe(v.array(Subfield), v.maxLength(10_000)),
});
export const MarcRecordShape = v.object({
  leader: v.pipe(v.string(), v.maxLength(100)),
  fields: v.pipe(v.array(v.union([DataField, ControlField])), v.maxLength(20_000)),
});
export const TitleMarc = v.object({
  id: Id,
  title: v.string(),
  rev: v.number(),
  /** The title came without a record: this one is made from its fields. */
  made: v.boolean(),
  record: MarcRecordShape,
});
export type TitleMarc = v.InferOutput<typeof TitleMarc>;
export const TitleMarcChange = v.object({ rev: v.number(), record: MarcRecordShape });
export type TitleMarcChange = v.InferOutput<typeof TitleMarcChange>;

/** Which titles are exported: these, those of a search (its text and choices), those with a copy at a site, or all. */
export const TitleExport = v.object({
  format: v.picklist(['marc', 'marcxml', 'csv']),
  holdings: v.optional(v.picklist(EXPORT_HOLDINGS), '852'),
  ids: v.optional(v.pipe(v.array(Id), v.maxLength(10_000))),
  siteId: v.optional(Id),
  /** The query of the list's address: `q=...&kind=...`. */
  search: v.optional(v.pipe(v.string(), v.maxLength(4000))),
});
export type TitleExport = v.InferOutput<typeof TitleExport>;

/** One title, as a download. */
export const OneTitleExport = v.object({
  format: v.optional(v.picklist(['marc', 'marcxml']), 'marc'),
  holdings: v.optional(v.picklist(EXPORT_HOLDINGS), '852'),
});

export const HEADING_KINDS = ['author', 'subject', 'series'] as const;
export const HeadingQuery = v.object({
  kind: v.picklist(HEADING_KINDS),
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
});
export const Headings = v.object({ items: v.array(v.object({ text: v.string(), titles: v.number() })) });
export type Headings = v.InferOutput<typeof Headings>;

/** How an SRU server is asked. */
export const LookupSettings = v.object({
  version: v.optional(v.picklist(['1.1', '1.2', '2.0']), '1.1'),
  /** The server's name for its index of ISBNs. */
  isbnIndex: v.optional(
    v.pipe(v.string(), v.trim(), v.regex(/^[\w.-]{1,60}$/, 'code:lookup-index')),
    'bath.isbn',
  ),
  recordSchema: v.optional(
    v.pipe(v.string(), v.trim(), v.regex(/^[\w.:/-]{1,100}$/, 'code:lookup-index')),
    'marcxml',
  ),
  /** The server stands on the library's own network: addresses of private networks are allowed. */
  ownNetwork: v.optional(v.boolean(), false),
});
export type LookupSettings = v.InferOutput<typeof LookupSettings>;

const sourceFields = {
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(100)),
  url: v.pipe(v.string(), v.trim(), v.maxLength(500), v.check(isLookupAddress, 'code:lookup-address')),
  settings: v.optional(LookupSettings, {}),
  enabled: v.optional(v.boolean(), false),
  position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)), 0),
};
export const NewLookupSource = v.object(sourceFields);
export const LookupSourceChange = v.object({ ...sourceFields, rev: v.number() });
export const LookupSource = v.object({ id: Id, ...sourceFields, rev: v.number() });
export type LookupSource = v.InferOutput<typeof LookupSource>;
export const LookupSources = v.object({ items: v.array(LookupSource) });

export const LookupQuery = v.object({ isbn: v.pipe(v.string(), v.trim(), v.maxLength(40)) });
/** `own`: a title that the catalogue has with this number already. `tried`: what each source answered, in order. */
export const LookupAnswer = v.object({
  isbn: v.string(),
  own: v.nullable(v.object({ id: Id, title: v.string() })),
  found: v.nullable(
    v.object({
      source: v.string(),
      title: v.string(),
      author: v.nullable(v.string()),
      publisher: v.nullable(v.string()),
      year: v.nullable(v.number()),
      record: MarcRecordShape,
    }),
  ),
  tried: v.array(
    v.object({
      name: v.string(),
      outcome: v.picklist(['found', 'nothing', 'failed', 'too-slow', 'refused']),
    }),
  ),
});
export type LookupAnswer = v.InferOutput<typeof LookupAnswer>;

/** A new title from a record that was found or written. */
export const NewTitleMarc = v.object({ record: MarcRecordShape });
