import * as v from 'valibot';
import { PATRON_IMPORT_FIELDS, UNIQUE_FIELDS } from '$lib/domain/imports/import-fields';
import { Id, page, PageQuery } from './shared';

const ImportField = v.picklist(PATRON_IMPORT_FIELDS);

/** What each column means; without it the header decides. Null columns are not read. */
export const ImportMapping = v.object({
  fields: v.array(v.nullable(ImportField)),
  hasHeader: v.optional(v.boolean()),
});
export type ImportMapping = v.InferOutput<typeof ImportMapping>;

export const ImportOptions = v.object({
  matchKey: v.optional(v.picklist(UNIQUE_FIELDS)),
  /** A cell with exactly this empties the stored value; blank cells never do. */
  clearToken: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
  dateOrder: v.optional(v.picklist(['mdy', 'dmy']), 'dmy'),
  /** Name of the system that the file comes from; absentees are looked for within it only. */
  source: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))),
  disableAbsent: v.optional(v.boolean(), false),
  /** The district's own share when absent. */
  stopPercent: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  defaultSite: v.optional(Id),
  defaultGroup: v.optional(Id),
  /** Go on although more patrons change than the share allows. */
  confirmed: v.optional(v.boolean(), false),
});
export type ImportOptions = v.InferInput<typeof ImportOptions>;

export const DiffQuery = v.object({
  ...PageQuery,
  /** `all` lists also the unchanged; `problems` everybody with something to say. */
  filter: v.optional(v.picklist(['all', 'new', 'changed', 'unchanged', 'refused', 'problems']), 'all'),
});

const DiffValue = v.union([v.string(), v.number(), v.boolean(), v.array(v.string()), v.null()]);

/** What the file does to one person, field by field. Ids of sites, groups and levels are given by name. */
export const DiffRow = v.object({
  line: v.number(),
  status: v.picklist(['new', 'changed', 'unchanged', 'refused', 'absent']),
  patronId: v.nullable(Id),
  name: v.string(),
  key: v.nullable(v.string()),
  setsPassword: v.boolean(),
  fields: v.array(
    v.object({
      field: v.string(),
      status: v.picklist(['new', 'changed', 'unchanged', 'refused']),
      before: DiffValue,
      after: DiffValue,
    }),
  ),
  problems: v.array(
    v.object({
      code: v.string(),
      refuses: v.picklist(['row', 'field', 'note']),
      column: v.nullable(v.string()),
      field: v.nullable(v.string()),
      value: v.optional(v.string()),
      otherLine: v.optional(v.number()),
    }),
  ),
});
export type DiffRow = v.InferOutput<typeof DiffRow>;
export const DiffPage = page(DiffRow);
