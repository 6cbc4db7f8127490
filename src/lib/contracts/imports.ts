import * as v from 'valibot';
import { PATRON_IMPORT_FIELDS, UNIQUE_FIELDS } from '$lib/domain/imports/import-fields';
import { RELATED_KINDS, RELATED_MODES } from '$lib/domain/imports/related-table';
import { DATE_FORMATS } from '$lib/domain/imports/read-cell';
import { Id, page, PageQuery } from './shared';

/** Ways to write a table that people can choose where the wrong one was recognised. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;

const ImportField = v.picklist(PATRON_IMPORT_FIELDS);

const MOST_COLUMNS = 500;
const MOST_VALUES = 500;

/** What a column means, and how its cells are read. */
const ImportColumn = v.object({
  field: ImportField,
  /** What a cell says (ignoring case) and what it means; one that means nothing is blank. */
  values: v.optional(
    v.pipe(
      v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(v.string(), v.maxLength(200))),
      v.check((values) => Object.keys(values).length <= MOST_VALUES, 'code:too-many'),
    ),
  ),
  dateFormat: v.optional(v.picklist(DATE_FORMATS)),
});
export type ImportColumn = v.InferOutput<typeof ImportColumn>;

/** What each column means; without it the header decides. Null columns are not read. */
export const ImportMapping = v.object({
  fields: v.pipe(v.array(v.nullable(v.union([ImportField, ImportColumn]))), v.maxLength(MOST_COLUMNS)),
  hasHeader: v.optional(v.boolean()),
});
export type ImportMapping = v.InferOutput<typeof ImportMapping>;

export const ImportOptions = v.object({
  matchKey: v.optional(v.picklist(UNIQUE_FIELDS)),
  /** A cell with exactly this empties the stored value; blank cells never do. */
  clearToken: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
  /** Other ways to write a blank cell; `\\N` of database dumps when absent. */
  blankTokens: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(10))),
  /** Instead of what is recognised. */
  encoding: v.optional(v.picklist(ENCODINGS)),
  delimiter: v.optional(v.picklist(DELIMITERS)),
  /** `always` also gives passwords to people who are stored already. */
  passwords: v.optional(v.picklist(['new-only', 'always']), 'new-only'),
  dateOrder: v.optional(v.picklist(['mdy', 'dmy']), 'dmy'),
  /** Name of the system that the file comes from; absentees are looked for within it only. */
  source: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))),
  disableAbsent: v.optional(v.boolean(), false),
  /** The district's own share when absent. */
  stopPercent: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  defaultSite: v.optional(Id),
  defaultGroup: v.optional(Id),
  /** Go on although more patrons change than the share allows, or a rollover is open. */
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
  /** The file that the line is in, where several were imported as one. */
  file: v.optional(v.string()),
  status: v.picklist(['new', 'changed', 'unchanged', 'refused', 'absent']),
  patronId: v.nullable(Id),
  name: v.string(),
  key: v.nullable(v.string()),
  setsPassword: v.boolean(),
  fields: v.array(
    v.object({
      field: v.string(),
      /** How a field of the district's own is called. */
      name: v.optional(v.string()),
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
      /** How a field of the district's own is called. */
      fieldName: v.optional(v.string()),
      value: v.optional(v.string()),
      otherLine: v.optional(v.number()),
    }),
  ),
});
export type DiffRow = v.InferOutput<typeof DiffRow>;
export const DiffPage = page(DiffRow);

const ProfileName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));

/** How the files of one source are read. No personal data. */
export const ImportSettings = v.object({ mapping: v.nullable(ImportMapping), options: ImportOptions });
export type ImportSettings = v.InferInput<typeof ImportSettings>;

/** A saved way to read patron files. */
export const ImportProfile = v.object({
  id: Id,
  name: v.string(),
  kind: v.string(),
  settings: ImportSettings,
  ownerId: v.nullable(Id),
  rev: v.number(),
});
export type ImportProfile = v.InferOutput<typeof ImportProfile>;
export const ImportProfileList = v.object({ items: v.array(ImportProfile) });
export const NewImportProfile = v.object({ name: ProfileName, settings: ImportSettings });
export type NewImportProfile = v.InferInput<typeof NewImportProfile>;
/** `rev` is the revision that the change was made on. */
export const ImportProfileChange = v.object({
  name: v.optional(ProfileName),
  settings: v.optional(ImportSettings),
  rev: v.number(),
});
export const SampleQuery = v.object({ format: v.optional(v.picklist(['csv', 'tsv']), 'csv') });

/** What a file about registered patrons holds, and how it is taken in; `add` when nothing is said. */
export const RelatedImport = v.object({
  kind: v.picklist(RELATED_KINDS),
  mode: v.optional(v.picklist(RELATED_MODES), 'add'),
});
export const RelatedSampleQuery = v.object({
  kind: v.picklist(RELATED_KINDS.filter((kind) => kind !== 'photos')),
});
