import * as v from 'valibot';
import { EXPORT_HOLDINGS } from '$lib/domain/marc/write-holdings';
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
  format: v.picklist(['marc', 'marcxml']),
  holdings: v.optional(v.picklist(EXPORT_HOLDINGS), '852'),
  ids: v.optional(v.pipe(v.array(Id), v.maxLength(10_000))),
  siteId: v.optional(Id),
  /** The query of the list's address: `q=...&kind=...`. */
  search: v.optional(v.pipe(v.string(), v.maxLength(4000))),
});
export type TitleExport = v.InferOutput<typeof TitleExport>;

export const HEADING_KINDS = ['author', 'subject', 'series'] as const;
export const HeadingQuery = v.object({
  kind: v.picklist(HEADING_KINDS),
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
});
export const Headings = v.object({ items: v.array(v.object({ text: v.string(), titles: v.number() })) });
export type Headings = v.InferOutput<typeof Headings>;
